import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { addClientData } from "@/lib/clients/add-client-data";
import { endClientData } from "@/lib/clients/end-client-data";
import { cancelClosing } from "@/lib/closings/cancel-closing";
import { endRoom } from "@/lib/closings/end-room";
import { issueCertificate } from "@/lib/closings/issue-certificate";
import { closingOf } from "@/lib/closings/queries/closing-of";
import { getCloseOut, listRoomCloseOuts } from "@/lib/closings/queries/get-close-out";
import { getClosing } from "@/lib/closings/queries/get-closing";
import { countClosings, listClosings } from "@/lib/closings/queries/list-closings";
import { listRoomEndings } from "@/lib/closings/queries/list-room-endings";
import { settleClosing } from "@/lib/closings/settle-closing";
import { startClosing } from "@/lib/closings/start-closing";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { getRoom } from "@/lib/register/queries/get-room";
import { reopenTask } from "@/lib/register/reopen-task";
import { verifyTask } from "@/lib/register/verify-task";
import { makeContacts } from "@/tests/support/contacts";
import { leftNothing, recordActive } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let contacts: Awaited<ReturnType<typeof makeContacts>>;
let closingId: string;
const hannah = () => world.people.hannah.actor;
const ingrid = () => world.people.ingrid.actor;
const aoife = () => world.people.aoife.actor;

// All work for a client, from its end to its certificate; the tests follow each other.
beforeAll(async () => {
  world = await makeWorld();
  contacts = await makeContacts(world);
  const engagementId = world.kite.engagementId;
  await recordActive(world, { who: "omar", asset: "kiteAnalytics", roles: ["Analyst"], engagementId });
  await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Standard"] });
  await recordActive(world, { who: "erik", asset: "manager", roles: ["Admin"] });
  await recordActive(world, { who: "omar", asset: "northwindAds", roles: ["Standard"] });
  const { kiteMeta } = world.assets;
  await db.identity.create({
    data: {
      address: "social@kite.example",
      kind: "service",
      shared: true,
      holders: { create: [{ personId: world.people.omar.personId }] },
      grants: {
        create: {
          assetId: kiteMeta,
          roleId: world.role("meta_business", "Manage campaigns (ads)", "ad_account"),
          ...{
            purpose: "Posting",
            startsAt: new Date("2026-01-10T09:00:00Z"),
            state: "active",
            cause: "recorded",
          },
        },
      },
    },
  });
  await addClientData(hannah(), {
    ...{
      engagementId,
      name: "Customer list",
      kind: "contacts",
      keptWhere: "Shared drive",
      personalData: true,
    },
  });
});

const read = async () => {
  const closing = await getClosing(hannah(), closingId);
  if (!closing) throw new Error("The closing is gone.");
  return closing;
};
const done = async (taskId: string, outcome: "done" | "done_differently" = "done") =>
  attestTask(ingrid(), {
    ...{ taskId, outcome, note: "Done on the platform, and looked." },
    followUps: await leftNothing(taskId),
  });

describe("the end of all work for a client", () => {
  it("is started once, by whoever looks after clients, with everything at its accounts", async () => {
    const start = () => startClosing(hannah(), { clientId: world.kite.id });
    await refused(startClosing(world.people.omar.actor, { clientId: world.kite.id }), "forbidden");
    await refused(startClosing(hannah(), { clientId: crypto.randomUUID() }), "not_found");
    await refused(
      startClosing(hannah(), { clientId: world.northwind.id, engagementId: world.kite.engagementId }),
      "not_found",
    );
    await refused(
      startClosing(hannah(), { clientId: world.kite.id, lastMoment: "2020-01-01" }),
      "invalid_input",
      /90 days ago/,
    );
    expect(await twiceAtOnce(start)).toBe(1);
    await refused(start(), "conflict", /already under way \(C-\d+\)/);
    const { rows } = await listClosings(hannah(), { q: "kite", sort: "", page: 1, filters: {} });
    closingId = rows[0]?.id ?? "";
    expect(await countClosings(hannah())).toEqual({ open: 1 });

    const { checklist, everything, standing, left } = await read();
    expect({ everything, standing }).toEqual({ everything: true, standing: "under_way" });
    expect(
      checklist.map((entry) => [entry.kind, entry.person ?? entry.identity ?? entry.asset?.name]).sort(),
    ).toEqual(
      [
        ["name_successor", "Kite – Search"],
        ["remove_link", "Kite – Search"],
        ["return_data", undefined],
        ["return_data", undefined],
        ["revoke", "Omar Rahman"],
        ["revoke", "Tariq Haddad"],
        ["revoke", "social@kite.example"],
        ["rotate_secret", "social@kite.example"],
      ].sort(),
    );
    expect(left).toMatchObject({ keys: 3, untaken: 0, links: 1, data: 1 });
    // Nothing of another client is touched.
    expect(await db.grant.count({ where: { assetId: world.assets.northwindAds, state: "active" } })).toBe(1);
    const { endsOn } = await db.engagement.findUniqueOrThrow({ where: { id: world.kite.engagementId } });
    expect(endsOn?.toISOString().slice(0, 10)).toBe(new Date(Date.now() - 1).toISOString().slice(0, 10));
  });

  it("does not take the manager account off before the client has its account in hand", async () => {
    const { checklist } = await read();
    const link = checklist.find((entry) => entry.kind === "remove_link")?.taskId ?? "";
    await refused(done(link), "conflict", /nobody else administers Kite – Search/);
    const successor = checklist.find((entry) => entry.kind === "name_successor")?.taskId ?? "";
    await done(successor, "done_differently");
    await done(link);
    expect(await db.assetLink.count({ where: { belowId: world.assets.kiteAds, endedAt: null } })).toBe(0);
    await reopenTask(ingrid(), { taskId: link, reason: "It still stands there." });
    expect(await db.assetLink.count({ where: { belowId: world.assets.kiteAds, endedAt: null } })).toBe(1);
    await done(link);
  });

  it("counts data as gone when each thing that is to be done with it has its proof", async () => {
    const [data] = await db.clientData.findMany();
    const dataId = data?.id ?? "";
    await refused(endClientData(hannah(), { dataId, how: "Gone." }), "conflict", /T-\d+ is there/);
    const [first, second] = (await read()).checklist.filter((entry) => entry.kind === "return_data");
    expect([first?.title, second?.title]).toEqual([
      expect.stringMatching(/^Give Customer list back to Kite Insurance/),
      expect.stringMatching(/^Delete Customer list of Kite Insurance/),
    ]);
    await done(first?.taskId ?? "");
    expect(await db.clientData.count({ where: { endedAt: null } })).toBe(1);
    await done(second?.taskId ?? "");
    expect((await db.clientData.findUniqueOrThrow({ where: { id: dataId } })).endedHow).toMatch(
      /^Proved by T-/,
    );
  });

  it("settles its last moment: seats and kits end, and what came since is taken back", async () => {
    await recordActive(world, { who: "erik", asset: "kiteAnalytics", roles: ["Viewer"] });
    expect((await read()).blockers.join(" ")).toMatch(/One key was given since/);
    await db.membership.create({
      data: { engagementId: world.kite.engagementId, personId: world.people.omar.personId, role: "Buyer" },
    });
    expect(await settleClosing(systemActor("clock"), {})).toEqual({ more: true, settled: 1 });
    expect(await settleClosing(systemActor("clock"), {})).toEqual({ more: false, settled: 0 });
    expect((await read()).left.untaken).toBe(0);
    expect(await db.membership.count({ where: { endedAt: null } })).toBe(0);
  });

  it("is told of on each engagement's page, and in the client's own room alone", async () => {
    const { kite, northwind } = world;
    const ofEngagement = await closingOf(hannah(), { clientId: kite.id, engagementId: kite.engagementId });
    expect(ofEngagement).toMatchObject({ closing: { id: closingId, whole: true }, preview: null });
    const other = { clientId: northwind.id, engagementId: northwind.engagementId };
    expect((await closingOf(hannah(), other)).closing).toBeNull();
    const [ending, ...rest] = await listRoomEndings(contacts.carla.actor);
    const [row] = (await listClosings(hannah(), { q: "kite", sort: "", page: 1, filters: {} })).rows;
    expect(rest).toEqual([]);
    expect(ending).toMatchObject({
      id: closingId,
      engagementName: null,
      dataAtEndDays: 30,
      total: row?.total,
    });
    expect(await listRoomEndings(contacts.nils.actor)).toEqual([]);
  });

  it("gives no certificate before everything is proved and nothing is held", async () => {
    await refused(issueCertificate(hannah(), { closingId }), "conflict", /entries have no evidence yet/);
    for (const entry of (await read()).checklist.filter((each) => !each.attestedAt)) await done(entry.taskId);
    expect(await db.identityHolder.count({ where: { endedAt: null, identity: { shared: true } } })).toBe(0);
    for (const entry of (await read()).checklist.filter(
      (each) => each.needsSecond && each.state === "attested",
    ))
      await verifyTask(aoife(), { taskId: entry.taskId, note: "Looked too." });
    expect((await read()).standing).toBe("finished");
  });

  it("is certified once, signed, and ends engagements and accounts", async () => {
    await refused(issueCertificate(world.people.sara.actor, { closingId }), "forbidden");
    expect(await twiceAtOnce(() => issueCertificate(hannah(), { closingId }))).toBe(1);
    const issued = await getCloseOut(world.people.julia.actor, closingId);
    expect(issued?.intact).toBe(true);
    expect(issued?.certificate).toMatchObject({
      client: "Kite Insurance",
      engagement: null,
      dataAtEndDays: 30,
    });
    expect(issued?.certificate.keys.map((key) => key.holder).sort()).toEqual([
      ...["Erik Levy", "Omar Rahman", "Tariq Haddad", "social@kite.example"],
    ]);
    expect(issued?.certificate.links).toHaveLength(1);
    expect(issued?.certificate.data.map((line) => line.note)).toEqual([
      "Done on the platform, and looked.",
      "Done on the platform, and looked.",
    ]);
    expect(await db.asset.count({ where: { clientId: world.kite.id, endedAt: null } })).toBe(0);
    expect(await db.engagement.count({ where: { clientId: world.kite.id, endedAt: null } })).toBe(0);
    await refused(cancelClosing(ingrid(), { closingId, reason: "Too late." }), "conflict", /is issued/);
  });

  it("is seen by the client's own contacts alone, for 30 days; then the client and they end", async () => {
    const carla = contacts.carla.actor;
    expect(await listRoomCloseOuts(carla)).toEqual([
      expect.objectContaining({ closingId, roomUntil: expect.any(Date) }),
    ]);
    expect((await getCloseOut(carla, closingId))?.intact).toBe(true);
    expect((await getRoom(carla)).keys).toEqual([]);
    expect(await listRoomEndings(carla)).toEqual([]);
    expect(await getCloseOut(contacts.nils.actor, closingId)).toBeNull();
    expect(await listRoomCloseOuts(contacts.nils.actor)).toEqual([]);
    expect(await endRoom(systemActor("clock"), {})).toEqual({ more: false, ended: 0 });
    await db.closing.update({ where: { id: closingId }, data: { roomUntil: new Date(Date.now() - 1000) } });
    expect(await endRoom(systemActor("clock"), {})).toEqual({ more: true, ended: 1 });
    expect(await endRoom(systemActor("clock"), {})).toEqual({ more: false, ended: 0 });
    const contact = await db.clientContact.findUniqueOrThrow({ where: { id: contacts.carla.contactId } });
    expect(contact.endedAt).not.toBeNull();
  });

  it("stays in the database as it was issued", async () => {
    const change = () => db.$executeRaw`UPDATE "Certificate" SET sha256 = 'x'`;
    await expect(change()).rejects.toThrow();
    await expect(db.$executeRaw`DELETE FROM "Certificate"`).rejects.toThrow();
  });
});
