import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { routeNotices } from "@/lib/notifications/route-notices";
import { answerItems } from "@/lib/requests/answer-items";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { escalateRequests } from "@/lib/requests/escalate-requests";
import { expireItems } from "@/lib/requests/expire-items";
import { getRequest } from "@/lib/requests/queries/get-request";
import { listRequests } from "@/lib/requests/queries/list-requests";
import { listRoomRequests } from "@/lib/requests/queries/room-requests";
import { remindClient } from "@/lib/requests/remind-client";
import { remindClients } from "@/lib/requests/remind-clients";
import { withdrawRequest } from "@/lib/requests/withdraw-request";
import { makeContact, makeContacts } from "@/tests/support/contacts";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
let contacts: Awaited<ReturnType<typeof makeContacts>>;
beforeAll(async () => {
  world = await makeWorld();
  contacts = await makeContacts(world);
  const where = { id: world.kite.engagementId };
  await db.engagement.update({ where, data: { clientApprovesGrants: true } });
});
// What was said stays; what waits is withdrawn, and what was given is taken back.
beforeEach(async () => {
  await db.requestItem.updateMany({ where: { state: "waiting" }, data: { state: "withdrawn" } });
  await db.accessRequest.updateMany({ where: { closedAt: null }, data: { closedAt: new Date() } });
  await db.grant.updateMany({
    where: { state: "to_grant" },
    data: { state: "not_granted", closedAt: new Date() },
  });
  await db.account.updateMany({ data: { disabledAt: null } });
});

type Ask = Partial<Parameters<typeof askForAccess>[1]>;

/** Hannah asks for somebody at Kite; gives the request and its items. */
async function asked(name: Name = "omar", more: Ask = {}) {
  const { id, number } = await askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people[name].personId],
    work: ["look-at-reports"],
    until: new Date(Date.now() + 30 * 86_400_000),
    reason: "Black Friday",
    ...more,
  });
  const items = await db.requestItem.findMany({ where: { requestId: id }, orderBy: { id: "asc" } });
  return { id, number, itemIds: items.map((item) => item.id) };
}
const admin = () => ({
  more: [
    {
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Admin", "ad_account")],
      reason: "easier during Q4",
    },
  ],
});
const ingrid = () => world.people.ingrid.actor;
const carla = () => contacts.carla.actor;
const statesOf = async (itemIds: string[]) =>
  (await db.requestItem.findMany({ where: { id: { in: itemIds } } })).map((item) => item.state);
const grantsOf = (itemIds: string[]) => db.grant.findMany({ where: { causeId: { in: itemIds } } });
const yes = (itemIds: string[]) => answerItems(carla(), { itemIds, answer: "yes" });
const no = (itemIds: string[]) => answerItems(carla(), { itemIds, answer: "no", reason: "Not before May." });
const approve = (itemIds: string[]) => decideItems(ingrid(), { itemIds, decision: "smallest" });
const toDecide = { q: "", sort: "", page: 1, filters: { show: "to-decide" } };

describe("the engagement's own word", () => {
  it("asks the client whatever a rule says", async () => {
    const { id } = await asked();
    const request = await getRequest(ingrid(), id);
    expect(request?.items[0]).toMatchObject({ needs: "security_lead_and_client" });
    expect(request?.items[0]?.policy?.raised).toMatch(/agreed that Kite Insurance approves/);
    const { itemIds } = await asked("omar", {
      clientId: world.northwind.id,
      assetIds: [world.assets.northwindAds],
    });
    expect(await db.requestItem.findUnique({ where: { id: itemIds[0] ?? "" } })).toMatchObject({
      policyOutcome: "one_approver",
    });
  });
});

describe("both", () => {
  it("give it when the client says yes after the security lead", async () => {
    const { id, itemIds } = await asked();
    expect(await approve(itemIds)).toMatchObject({ approved: 0, waiting: 1, tasks: 0 });
    expect(await statesOf(itemIds)).toEqual(["waiting"]);
    expect(await grantsOf(itemIds)).toEqual([]);
    expect((await listRequests(ingrid(), toDecide)).total).toBe(0);
    const all = { ...toDecide, filters: { show: "waiting" } };
    expect((await listRequests(ingrid(), all)).rows[0]).toMatchObject({
      waitsForClient: true,
      canDecide: false,
    });
    expect((await getRequest(ingrid(), id))?.items[0]).toMatchObject({
      waitsForClient: true,
      leadApproval: { leadName: "Ingrid Dahl", gives: "Read only" },
    });
    await refused(approve(itemIds), "conflict", /approved by Ingrid Dahl .* waits for the answer of Kite/);
    expect((await listRoomRequests(carla())).waiting[0]).toMatchObject({ studioApproved: true });
    expect(await yes(itemIds)).toEqual({ agreed: 1, given: 1, declined: 0 });
    const [grant] = await grantsOf(itemIds);
    expect(grant).toMatchObject({ state: "to_grant", personId: world.people.omar.personId });
    const item = await db.requestItem.findUniqueOrThrow({
      where: { id: itemIds[0] ?? "" },
      include: { request: true },
    });
    expect(item).toMatchObject({ state: "approved", decidedById: world.people.ingrid.personId });
    expect(item.decidedUntil).toEqual(grant?.endsAt);
    expect(item.request.closedAt).not.toBeNull();
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "requests.answer-items", objectId: id },
    });
    expect(event).toMatchObject({
      actorKind: "contact",
      actorName: "Carla Kite",
      clientId: world.kite.id,
      after: { state: "approved", clientAnswer: "yes" },
    });
    const [told] = await db.notification.findMany({
      where: { personId: world.people.omar.personId, kind: "request.decided", href: `/requests/${id}` },
    });
    expect(told?.text).toMatch(/approved/);
  });

  it("give it when the security lead approves after the client, with less", async () => {
    const { id, itemIds } = await asked("tariq", admin());
    expect(await confirmed(answerItems, carla(), { itemIds, answer: "yes" })).toEqual({
      agreed: 1,
      given: 0,
      declined: 0,
    });
    expect(await statesOf(itemIds)).toEqual(["waiting"]);
    expect((await listRoomRequests(carla())).withStudio.map((item) => item.id)).toEqual(itemIds);
    expect((await getRequest(ingrid(), id))?.items[0]?.clientAnswer).toMatchObject({
      agrees: true,
      byName: "Carla Kite",
      written: false,
    });
    expect(await approve(itemIds)).toMatchObject({ lowered: 1, waiting: 0, tasks: 1 });
    expect(await grantsOf(itemIds)).toHaveLength(1);
  });

  it("may speak at once, from two connections: it is given once, by whoever comes second", async () => {
    const names: Name[] = ["omar", "tariq", "erik", "sara"];
    for (const name of names) {
      const { itemIds } = await asked(name, { assetIds: [world.assets.kiteMeta], work: ["look"] });
      await Promise.all([approve(itemIds), yes(itemIds)]);
      expect(await statesOf(itemIds)).toEqual(["approved"]);
      expect(await grantsOf(itemIds)).toHaveLength(1);
      expect(await db.clientAnswer.count({ where: { itemId: { in: itemIds } } })).toBe(1);
    }
  });

  it("of a yes and a rejection at once one comes first, and nothing is given", async () => {
    const { itemIds } = await asked();
    const both = await Promise.allSettled([
      decideItems(ingrid(), { itemIds, decision: "reject", reason: "Not now." }),
      yes(itemIds),
    ]);
    expect(both[0]?.status).toBe("fulfilled");
    expect(await statesOf(itemIds)).toEqual(["rejected"]);
    expect(await grantsOf(itemIds)).toEqual([]);
  });

  it("are kept where something stands against it by now, and the security lead decides again", async () => {
    const { id, itemIds } = await asked("erik");
    await approve(itemIds);
    const where = { id: world.people.erik.identityId };
    await db.identity.update({ where, data: { mfa: "off" } });
    expect(await yes(itemIds)).toEqual({ agreed: 1, given: 0, declined: 0 });
    expect(await statesOf(itemIds)).toEqual(["waiting"]);
    expect(
      await db.notification.findFirst({
        where: {
          personId: world.people.ingrid.personId,
          cause: `request item ${itemIds[0]} cannot be given`,
        },
      }),
    ).toMatchObject({ href: `/requests/${id}`, text: expect.stringMatching(/Decide it again/) });
    expect((await listRequests(ingrid(), toDecide)).total).toBe(1);
    await db.identity.update({ where, data: { mfa: "on" } });
    expect(await approve(itemIds)).toMatchObject({ approved: 1, waiting: 0 });
    expect(await grantsOf(itemIds)).toHaveLength(1);
  });

  it("may both still be taken back while it waits: by who asked, and by the security lead", async () => {
    const first = await asked();
    await approve(first.itemIds);
    await withdrawRequest(world.people.hannah.actor, { requestId: first.id });
    await refused(yes(first.itemIds), "conflict", /not asked for any more/);
    const second = await asked();
    await approve(second.itemIds);
    await decideItems(ingrid(), { itemIds: second.itemIds, decision: "reject", reason: "Thought again." });
    await refused(yes(second.itemIds), "conflict", /not asked for any more/);
    expect((await listRoomRequests(carla())).past[0]).toMatchObject({ state: "rejected", answer: null });
  });
});

describe("a client's no", () => {
  it("rejects it, also where the security lead has approved, and says why to who asked and approved", async () => {
    const { id, itemIds } = await asked();
    await approve(itemIds);
    expect(await no(itemIds)).toEqual({ agreed: 0, given: 0, declined: 1 });
    expect(await db.requestItem.findUnique({ where: { id: itemIds[0] ?? "" } })).toMatchObject({
      state: "rejected",
      decidedByClient: true,
      decidedById: null,
      decisionReason: "Not before May.",
    });
    expect(await grantsOf(itemIds)).toEqual([]);
    const told = await db.notification.findMany({
      where: { href: `/requests/${id}`, kind: "request.decided" },
    });
    const people = [world.people.hannah, world.people.omar, world.people.ingrid].map((each) => each.personId);
    expect(told.map(({ personId }) => personId).toSorted()).toEqual(people.toSorted());
    expect(told.every(({ text }) => text.includes("Not before May."))).toBe(true);
    expect((await listRoomRequests(carla())).past[0]).toMatchObject({
      decidedByClient: true,
      answer: { agrees: false, byName: "Carla Kite" },
    });
  });

  it("needs its reason", async () => {
    const { itemIds } = await asked();
    await refused(answerItems(carla(), { itemIds, answer: "no" }), "invalid_input");
    await refused(answerItems(carla(), { itemIds: [], answer: "yes" }), "invalid_input");
    expect(await statesOf(itemIds)).toEqual(["waiting"]);
  });
});

describe("who answers", () => {
  it("is a contact of this client alone, and nobody of the studio", async () => {
    const { itemIds } = await asked();
    await refused(answerItems(contacts.nils.actor, { itemIds, answer: "yes" }), "not_found");
    await refused(answerItems(ingrid(), { itemIds, answer: "yes" }), "forbidden");
    await refused(answerItems(world.people.aoife.actor, { itemIds, answer: "yes" }), "forbidden");
    expect((await listRoomRequests(contacts.nils.actor)).waiting).toEqual([]);
    expect(JSON.stringify(await listRoomRequests(contacts.nils.actor))).not.toMatch(/Kite/);
    expect(await statesOf(itemIds)).toEqual(["waiting"]);
  });

  it("is nobody who has ended or is disabled, and the database holds that", async () => {
    const gone = await makeContact(world.kite.id, "Gone Kite");
    const { itemIds } = await asked();
    await db.account.update({ where: { id: gone.accountId }, data: { disabledAt: new Date() } });
    await refused(answerItems(gone.actor, { itemIds, answer: "yes" }), "unauthenticated");
    await db.account.update({ where: { id: gone.accountId }, data: { disabledAt: null } });
    await db.clientContact.update({ where: { id: gone.contactId }, data: { endedAt: new Date() } });
    await refused(answerItems(gone.actor, { itemIds, answer: "yes" }), "forbidden", /Only a contact/);
    const byHand = (contactId: string) =>
      db.clientAnswer.create({ data: { itemId: itemIds[0] ?? "", contactId, agrees: true } });
    await expect(byHand(gone.contactId)).rejects.toThrow(/client_answer_by_their_own/);
    await expect(byHand(contacts.nils.contactId)).rejects.toThrow(/client_answer_by_their_own/);
  });

  it("is nobody who asked for it or would hold it, under whatever address", async () => {
    const { identityId, personId } = world.people.erik;
    const same = await makeContact(world.kite.id, "Erik Elsewhere");
    const address = "erik.elsewhere@client.example";
    const { id } = await db.identity.create({
      data: { address, kind: "client_issued", holders: { create: { personId } } },
    });
    const { itemIds } = await asked("erik");
    await refused(answerItems(same.actor, { itemIds, answer: "yes" }), "forbidden", /would hold it/);
    expect((await listRoomRequests(same.actor)).waiting[0]?.can).toMatch(/Another contact of Kite/);
    await expect(
      db.clientAnswer.create({ data: { itemId: itemIds[0] ?? "", contactId: same.contactId, agrees: true } }),
    ).rejects.toThrow(/client_answer_by_their_own/);
    await yes(itemIds);
    await db.identityHolder.updateMany({ where: { identityId: id }, data: { endedAt: new Date() } });
    await db.clientContact.update({ where: { id: same.contactId }, data: { endedAt: new Date() } });
    expect(identityId).not.toBe(id);
  });

  it("confirms what is privileged with a proof, which is kept; the rest without", async () => {
    const { itemIds } = await asked("tariq", admin());
    const stepUp = await askedFor(yes(itemIds));
    expect(stepUp.does).toMatch(/approve Admin for Tariq Haddad on Kite – Search/);
    expect(await db.clientAnswer.count({ where: { itemId: { in: itemIds } } })).toBe(0);
    await confirmed(answerItems, carla(), { itemIds, answer: "yes" });
    const where = { itemId: itemIds[0] ?? "" };
    expect(await db.clientAnswer.findUnique({ where })).toMatchObject({ proof: "fresh" });
    const small = await asked("omar");
    await yes(small.itemIds);
    expect(await db.clientAnswer.findUnique({ where: { itemId: small.itemIds[0] ?? "" } })).toMatchObject({
      proof: null,
      contactId: contacts.carla.contactId,
    });
    // Lowered by the security lead first, what the client says yes to is not privileged any more.
    const less = await asked("sara", admin());
    await approve(less.itemIds);
    await yes(less.itemIds);
    expect(await statesOf(less.itemIds)).toEqual(["lowered"]);
  });

  it("of several at once is one: the other reads who was first", async () => {
    const { itemIds } = await asked("omar", {
      assetIds: [world.assets.kiteAds, world.assets.kiteAnalytics],
    });
    expect(await twiceAtOnce(() => yes(itemIds))).toBe(1);
    await refused(yes(itemIds), "conflict", /answered by Carla Kite/);
    await refused(no(itemIds.slice(0, 1)), "conflict", /answered by Carla Kite/);
    expect(await db.clientAnswer.count({ where: { itemId: { in: itemIds } } })).toBe(2);
  });
});

describe("where no contact can sign in", () => {
  it("the security lead writes down who agreed; while one can, nobody answers in their place", async () => {
    const clientAnswer = "Carla Kite by mail of 3 November, in the ticket";
    const { id, itemIds } = await asked();
    const written = () => decideItems(ingrid(), { itemIds, decision: "smallest", clientAnswer });
    expect((await getRequest(ingrid(), id))?.clientSide).toMatchObject({
      from: "room",
      sentence: "Carla Kite can answer in the room of Kite Insurance.",
    });
    await refused(written(), "invalid_input", /answers in its own room/);
    const byHand = { itemId: itemIds[0] ?? "", writtenById: world.people.ingrid.personId, agrees: true };
    await expect(db.clientAnswer.create({ data: { ...byHand, words: "Carla" } })).rejects.toThrow(
      /client_answers_itself/,
    );
    await db.account.update({ where: { id: contacts.carla.accountId }, data: { disabledAt: new Date() } });
    expect((await getRequest(ingrid(), id))?.clientSide).toMatchObject({ from: "written", remind: null });
    await refused(approve(itemIds), "invalid_input", /none of its contacts can sign in/);
    await written();
    expect(await statesOf(itemIds)).toEqual(["approved"]);
    expect(await db.clientAnswer.findUnique({ where: { itemId: itemIds[0] ?? "" } })).toMatchObject({
      contactId: null,
      writtenById: world.people.ingrid.personId,
      words: clientAnswer,
    });
  });

  it("an invitation that is open counts as one who can: it waits for them", async () => {
    await db.account.update({ where: { id: contacts.carla.accountId }, data: { disabledAt: new Date() } });
    const mo = await db.clientContact.create({
      data: { clientId: world.kite.id, name: "Mo Kite", email: "mo@kite.example" },
    });
    const link = await db.oneTimeLink.create({
      data: {
        kind: "invite",
        tokenHash: new Uint8Array(32).fill(7),
        contactId: mo.id,
        roles: ["client_contact"],
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    const { id, itemIds } = await asked();
    expect((await getRequest(ingrid(), id))?.clientSide).toMatchObject({
      from: "room",
      sentence: expect.stringMatching(/^Mo Kite is invited/),
      remind: expect.stringMatching(/Nobody of Kite Insurance can sign in yet/),
    });
    await refused(remindClient(ingrid(), { requestId: id }), "conflict", /Nobody of Kite/);
    await approve(itemIds);
    expect(await statesOf(itemIds)).toEqual(["waiting"]);
    await db.oneTimeLink.update({ where: { id: link.id }, data: { withdrawnAt: new Date() } });
    await db.clientContact.update({ where: { id: mo.id }, data: { endedAt: new Date() } });
  });
});

describe("the database", () => {
  it("gives nothing without the client's yes, and keeps what was said", async () => {
    const { itemIds } = await asked();
    const where = { id: itemIds[0] ?? "" };
    const byIngrid = { decidedAt: new Date(), decidedById: world.people.ingrid.personId };
    await expect(db.requestItem.update({ where, data: { state: "approved", ...byIngrid } })).rejects.toThrow(
      /item_client_agreed/,
    );
    await expect(
      db.requestItem.update({
        where,
        data: { state: "rejected", decidedByClient: true, decidedAt: new Date(), decisionReason: "No" },
      }),
    ).rejects.toThrow(/item_client_agreed/);
    await expect(
      db.leadApproval.create({ data: { itemId: where.id, leadId: world.people.omar.personId } }),
    ).rejects.toThrow(/item_decided_by_another/);
    await yes(itemIds);
    await expect(
      db.requestItem.update({
        where,
        data: { state: "rejected", decidedByClient: true, decidedAt: new Date(), decisionReason: "No" },
      }),
    ).rejects.toThrow(/item_client_agreed/);
    await expect(
      db.clientAnswer.update({ where: { itemId: where.id }, data: { agrees: false, words: "no" } }),
    ).rejects.toThrow(/permission denied|append-only/i);
    const over = await asked("tariq");
    await withdrawRequest(world.people.hannah.actor, { requestId: over.id });
    await expect(
      db.clientAnswer.create({
        data: { itemId: over.itemIds[0] ?? "", contactId: contacts.carla.contactId, agrees: true },
      }),
    ).rejects.toThrow(/client_answer_to_what_waits/);
  });
});

describe("telling", () => {
  /** As if all that was told until now had gone out long ago. */
  async function routeEarlier() {
    await routeNotices(systemActor("mail"), {});
    await db.notification.updateMany({ data: { mailedAt: new Date(Date.now() - 7_200_000) } });
  }

  const toldOf = (number: number) =>
    db.notification.findMany({
      where: { href: `/room?request=${number}` },
      orderBy: { id: "asc" },
      include: { contact: true },
    });

  it("tells the client's contacts once, by mail, with a link into the room and no name of anybody", async () => {
    await routeEarlier();
    const { number, itemIds } = await asked();
    const told = await toldOf(number);
    expect(told.map(({ contact, kind }) => [contact?.name, kind])).toEqual([
      ["Carla Kite", "room.to-answer"],
    ]);
    await routeNotices(systemActor("mail"), {});
    const mail = await db.outboxMail.findUniqueOrThrow({ where: { cause: `notification ${told[0]?.id}` } });
    expect(mail).toMatchObject({
      toAddress: "carla.kite@client.example",
      subject: `Access to your accounts waits for your answer (R-${number})`,
    });
    await yes(itemIds);
    expect((await toldOf(number))[0]?.readAt).not.toBeNull();
  });

  it("does not flood them: what is too much within an hour waits for the digest", async () => {
    await routeEarlier();
    for (const name of ["omar", "tariq", "erik"] as const) await asked(name);
    await routeNotices(systemActor("mail"), {});
    const mails = await db.notification.findMany({
      where: { contactId: contacts.carla.contactId },
      orderBy: { id: "desc" },
      take: 3,
    });
    expect(mails.map(({ mail }) => mail)).toEqual(["digest", "at_once", "at_once"]);
  });

  it("reminds them once a day, for who may see the request", async () => {
    const { id, number } = await asked();
    const remind = () => remindClient(world.people.hannah.actor, { requestId: id });
    await refused(remind(), "conflict", /told already. They can be reminded from/);
    const aDayAgo = { createdAt: new Date(Date.now() - 90_000_000) };
    await db.notification.updateMany({ where: { href: `/room?request=${number}` }, data: aDayAgo });
    await refused(remindClient(world.people.priya.actor, { requestId: id }), "not_found");
    await refused(remindClient(world.people.omar.actor, { requestId: id }), "forbidden");
    expect(await twiceAtOnce(remind)).toBe(1);
    expect((await toldOf(number)).map(({ kind }) => kind)).toEqual(["room.to-answer", "room.reminder"]);
    expect((await getRequest(ingrid(), id))?.clientSide).toMatchObject({
      told: [{ name: "Carla Kite" }],
      remind: expect.stringMatching(/told already/),
    });
    await withdrawRequest(world.people.hannah.actor, { requestId: id });
    await refused(remind(), "conflict", /waits for Kite Insurance any more/);
  });

  it("reminds by the clock in the last quarter, once, and closes it when its time is over", async () => {
    const { id, number, itemIds } = await asked();
    await approve(itemIds);
    const clock = systemActor("clock");
    expect(await remindClients(clock, {})).toEqual({ told: 0 });
    const day = 86_400_000;
    const createdAt = new Date(Date.now() - 12 * day);
    const times = (left: number) => ({ createdAt, expiresAt: new Date(Date.now() + left * day) });
    await db.accessRequest.update({ where: { id }, data: times(2) });
    expect(await remindClients(clock, {})).toEqual({ told: 1 });
    expect(await remindClients(clock, {})).toEqual({ told: 0 });
    expect((await toldOf(number)).map(({ kind }) => kind)).toEqual(["room.to-answer", "room.reminder"]);
    await escalateRequests(clock, {});
    const late = await db.notification.findFirstOrThrow({
      where: { kind: "request.escalated", href: `/requests/${id}` },
    });
    expect(late.text).toMatch(/approved, and Kite Insurance has not answered/);
    await db.accessRequest.update({
      where: { id },
      data: { createdAt, expiresAt: new Date(Date.now() - 1) },
    });
    await expireItems(clock, {});
    expect(await statesOf(itemIds)).toEqual(["expired"]);
    await refused(yes(itemIds), "conflict", /not asked for any more/);
    const over = await db.notification.findFirstOrThrow({ where: { cause: `request ${id} ran out` } });
    expect(over.subject).toMatch(/the client did not answer in time/);
    await refused(remindClients(ingrid(), {}), "forbidden");
  });
});
