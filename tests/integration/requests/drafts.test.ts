import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { discardDraft } from "@/lib/requests/discard-draft";
import { keepDraft } from "@/lib/requests/keep-draft";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { fitToday, getDraft, listDrafts } from "@/lib/requests/queries/drafts";
import { removeDrafts } from "@/lib/requests/remove-drafts";
import { MOST_DRAFTS } from "@/lib/requests/rules/draft";
import { inDays } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(clearRequests);

const keep = (id: string, version: number, reason: string, who: Name = "hannah", more = {}) =>
  keepDraft(world.people[who].actor, {
    id,
    version,
    clientId: world.kite.id,
    content: {
      assetIds: [world.assets.kiteAds],
      personIds: [world.people.omar.personId],
      work: ["look-at-reports"],
      reason,
      ...more,
    },
  });

const ask = (draftId: string, who: Name = "hannah") =>
  askForAccess(world.people[who].actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people.omar.personId],
    work: ["look-at-reports"],
    until: inDays(30),
    reason: "Spring",
    draftId,
  });

describe("a draft of a request", () => {
  it("is kept as it was typed, changed, listed and thrown away: by its own person alone", async () => {
    const id = crypto.randomUUID();
    expect(await keep(id, 0, "Spr")).toEqual({ version: 1 });
    expect(await keep(id, 1, "Spring")).toEqual({ version: 2 });
    expect(await listDrafts(world.people.hannah.actor)).toMatchObject([
      { id, sentence: "Look at reports at Kite Insurance, for Omar Rahman", reason: "Spring", accounts: 1 },
    ]);
    expect(await getDraft(world.people.hannah.actor, id)).toMatchObject({
      version: 2,
      content: { reason: "Spring", assetIds: [world.assets.kiteAds], more: [], until: "" },
    });
    expect(await listDrafts(world.people.priya.actor)).toEqual([]);
    expect(await getDraft(world.people.priya.actor, id)).toBeNull();
    await refused(discardDraft(world.people.priya.actor, { draftId: id }), "not_found");
    await refused(keep(id, 2, "Mine now", "priya"), "conflict");
    await discardDraft(world.people.hannah.actor, { draftId: id });
    expect(await listDrafts(world.people.hannah.actor)).toEqual([]);
    await refused(discardDraft(world.people.hannah.actor, { draftId: id }), "not_found");
    await refused(keep(id, 2, "Late"), "conflict", /thrown away in another window/);
  });

  it("is not overwritten by a window that has not seen the last change; the same content again changes nothing", async () => {
    const id = crypto.randomUUID();
    await keep(id, 0, "First");
    expect(await keep(id, 0, "First")).toEqual({ version: 1 });
    await keep(id, 1, "Second");
    await refused(keep(id, 1, "Stale"), "conflict", /changed in another window since/);
    expect(await getDraft(world.people.hannah.actor, id)).toMatchObject({
      version: 2,
      content: { reason: "Second" },
    });
    const both = await Promise.allSettled([keep(id, 2, "One"), keep(id, 2, "Other")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(db.requestDraft.update({ where: { id }, data: { version: 9 } })).rejects.toThrow(
      /request_draft_seen/,
    );
  });

  it("is gone when it is sent, once, and a late change does not bring it back", async () => {
    const id = crypto.randomUUID();
    await keep(id, 0, "Spring");
    const { number } = await ask(id);
    expect(await db.requestDraft.count()).toBe(0);
    await refused(keep(id, 1, "Spring, typed late"), "conflict", new RegExp(`sent as R-${number}`));
    await refused(keep(id, 0, "Spring, typed late"), "conflict", /sent as/);
    await db.requestItem.updateMany({ data: { state: "withdrawn" } });
    await refused(ask(id), "conflict", /sent already/);
    // Somebody else's draft stays, whatever id is sent.
    const theirs = crypto.randomUUID();
    await keep(theirs, 0, "Hers", "priya");
    await ask(theirs);
    expect(await listDrafts(world.people.priya.actor)).toHaveLength(1);
  });

  it("stays when the request is refused", async () => {
    const id = crypto.randomUUID();
    await keep(id, 0, "Spring");
    await refused(
      askForAccess(world.people.hannah.actor, {
        clientId: world.kite.id,
        assetIds: [world.assets.kiteAds],
        work: ["look-at-reports"],
        until: inDays(-3),
        reason: "Spring",
        draftId: id,
      }),
      "invalid_input",
    );
    expect(await listDrafts(world.people.hannah.actor)).toHaveLength(1);
  });

  it(`is one of ${MOST_DRAFTS} at most, also when several windows begin one at once`, async () => {
    const begun = await Promise.allSettled(
      Array.from({ length: MOST_DRAFTS + 3 }, (_, place) => keep(crypto.randomUUID(), 0, `Draft ${place}`)),
    );
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(MOST_DRAFTS);
    await refused(keep(crypto.randomUUID(), 0, "One more"), "conflict", /20 drafts already/);
  });

  it("is of a client that one can ask for, by who asks", async () => {
    await refused(keep(crypto.randomUUID(), 0, "Staff", "omar"), "not_found");
    await refused(keep(crypto.randomUUID(), 0, "Auditor", "julia"), "forbidden");
    await refused(keep(crypto.randomUUID(), 0, "x".repeat(2_001)), "invalid_input", /missing|cannot be used/);
  });

  it("opens with a sentence for each that has ended, and names nobody whom the form would not offer", async () => {
    const id = crypto.randomUUID();
    const extra = await db.asset.create({
      data: {
        clientId: world.kite.id,
        platformId: "google_ads",
        type: "ad_account",
        externalId: "1230004567",
        name: "Kite – Old",
      },
    });
    const leaver = await db.person.create({ data: { name: "Lena Leaver", endedAt: new Date() } });
    await keep(id, 0, "Spring", "hannah", {
      assetIds: [world.assets.kiteAds, extra.id, world.assets.northwindAds],
      personIds: [world.people.omar.personId, leaver.id],
    });
    await db.asset.update({ where: { id: extra.id }, data: { endedAt: new Date() } });
    const draft = await getDraft(world.people.hannah.actor, id);
    if (!draft) throw new Error("The draft is not there.");
    const fitted = await fitToday(draft, await getAskOptions(world.people.hannah.actor, draft.clientId));
    expect(fitted.content).toMatchObject({
      assetIds: [world.assets.kiteAds],
      personIds: [world.people.omar.personId],
      work: ["look-at-reports"],
    });
    expect(fitted.leftOut).toEqual([
      "Kite – Old has ended in the register, and is left out.",
      "Something that was chosen is there no more.",
      "Lena Leaver has left. There are no new requests for them.",
    ]);
  });

  it("is removed 90 days after its last change, or when its person has left", async () => {
    const [old, recent] = [crypto.randomUUID(), crypto.randomUUID()];
    await keep(old, 0, "Old");
    await keep(recent, 0, "Recent");
    await db.$executeRaw`
      UPDATE "RequestDraft" SET "changedAt" = now() - interval '91 days', version = version + 1 WHERE id = ${old}::uuid`;
    const leaver = await db.person.create({ data: { name: "Gone", accessEndsAt: inDays(-1) } });
    await db.requestDraft.create({
      data: { id: crypto.randomUUID(), personId: leaver.id, clientId: world.kite.id, content: {} },
    });
    await refused(removeDrafts(world.people.aoife.actor, {}), "forbidden");
    expect(await removeDrafts(systemActor("clock"), {})).toEqual({ removed: 2 });
    expect(await listDrafts(world.people.hannah.actor)).toMatchObject([{ id: recent }]);
    expect(await removeDrafts(systemActor("clock"), {})).toEqual({ removed: 0 });
  });
});
