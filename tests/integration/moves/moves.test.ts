import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { endMembership } from "@/lib/clients/end-membership";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { cancelMove } from "@/lib/moves/cancel-move";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { decideLines } from "@/lib/moves/decide-lines";
import { carryOutDueMoves } from "@/lib/moves/jobs";
import { proposeMove } from "@/lib/moves/propose-move";
import { remindOfMoves } from "@/lib/moves/remind-of-moves";
import { editPerson } from "@/lib/people/edit-person";
import { endGrants } from "@/lib/register/end-grants";
import type { MoveDecision } from "@/prisma/generated/enums";
import { endDelegations } from "@/tests/support/delegations";
import { recordActive, stateOf } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "../requests/clear";
import { clearMover, dayIn, type Mover, makeMover, propose } from "./studio";

let studio: World;
/** With accounts of this test’s own. */
let world: World;
let mover: Mover;
beforeAll(async () => {
  studio = await makeWorld();
  world = studio;
});
beforeEach(async () => {
  await clearMover(world);
  mover = await makeMover(studio);
  world = mover.world;
});
afterEach(async () => {
  await clearRequests();
});

const as = (who: Name) => world.people[who].actor;
const tariq = () => world.people.tariq.personId;
const carryOut = (moveId: string) => carryOutMove(systemActor("mover"), { moveId });
const linesOf = (moveId: string) =>
  db.moveLine.findMany({ where: { moveId }, include: { kitLine: { select: { assetId: true } } } });
const lineOf = async (moveId: string, grantId: string) => {
  const line = await db.moveLine.findFirstOrThrow({ where: { moveId, grantId } });
  return line.id;
};
const moveOf = (id: string) => db.move.findUniqueOrThrow({ where: { id } });

/** Decides every line as the rule says, but for those named. */
async function decideAll(moveId: string, by: Name, but: Record<string, object> = {}) {
  const lines = await linesOf(moveId);
  const rule = { keep: "keep", lower: "lower", take_away: "take_away", propose: "ask" } as const;
  return decideLines(as(by), {
    moveId,
    lines: lines.map((line) => ({
      lineId: line.id,
      decision: rule[line.verdict] as MoveDecision,
      ...but[line.grantId ?? ""],
    })),
  });
}

describe("propose-move", () => {
  it("compares what is held with what the seats need, changes nothing yet, and tells the manager and HR", async () => {
    const { moveId } = await propose(world, mover, { effectiveOn: dayIn(5) });
    const lines = await linesOf(moveId);
    const verdict = (grantId: string) => lines.find((line) => line.grantId === grantId)?.verdict;
    expect(Object.values(mover.grants).map(verdict)).toEqual(["keep", "lower", "take_away"]);
    expect(lines.filter((line) => line.verdict === "propose").map((line) => line.kitLine?.assetId)).toEqual([
      world.assets.northwindAnalytics,
    ]);
    expect(await stateOf(mover.grants.takeAway)).toBe("active attested");
    const person = await db.person.findUniqueOrThrow({ where: { id: tariq() } });
    expect(person.title).toBe("Media Buyer");
    const told = await db.notification.findMany({ where: { cause: `move ${moveId} to decide` } });
    // Sara proposed it herself.
    expect(told.map((each) => each.personId)).toEqual([world.people.erik.personId]);
    expect(await db.auditEvent.count({ where: { objectId: moveId, action: "moves.propose-move" } })).toBe(1);
  });

  it("refuses whoever may not, one’s own, a second one, and what cannot be", async () => {
    await refused(propose(world, mover, {}, "omar"), "forbidden");
    await refused(propose(world, mover, {}, "hannah"), "forbidden");
    await refused(
      proposeMove(as("sara"), {
        personId: world.people.sara.personId,
        title: "Boss",
        effectiveOn: dayIn(0),
      }),
      "forbidden",
      /their own/,
    );
    await refused(propose(world, mover, { effectiveOn: dayIn(-1) }), "invalid_input", /passed/);
    await refused(propose(world, mover, { effectiveOn: dayIn(400) }), "invalid_input", /year/);
    await refused(propose(world, mover, { heirId: tariq() }), "invalid_input", /themselves/);
    await refused(propose(world, mover, { ends: [crypto.randomUUID()] }), "invalid_input", /seats/);
    const nothing = { title: "Media Buyer", ends: [], begins: [] };
    await refused(propose(world, mover, nothing), "invalid_input", /Nothing would change/);
    const again = { begins: [{ engagementId: mover.kite, role: "MEDIA buyer" }], ends: [] };
    await refused(propose(world, mover, again), "invalid_input", /twice/);
    await propose(world, mover);
    await refused(propose(world, mover), "conflict", /under way already/);
  });

  it("is proposed by two at once, and stands once", async () => {
    expect(await twiceAtOnce(() => propose(world, mover))).toBe(1);
  });
});

describe("decide-lines", () => {
  it("decides line by line, by the manager who is staff, and tells the person when all are decided", async () => {
    const { moveId } = await propose(world, mover);
    const one = await lineOf(moveId, mover.grants.takeAway);
    const first = await decideLines(as("erik"), {
      moveId,
      lines: [{ lineId: one, decision: "keep", reason: "Handover of Kite", keepUntil: dayIn(20) }],
    });
    expect(first).toMatchObject({ decided: 1, left: 3, changed: 0 });
    expect((await moveOf(moveId)).state).toBe("waiting");
    const kept = { decision: "keep", reason: "Handover of Kite", keepUntil: dayIn(20) };
    await decideAll(moveId, "erik", { [mover.grants.takeAway]: kept });
    expect((await moveOf(moveId)).state).toBe("decided");
    expect(
      await db.notification.count({ where: { cause: `move ${moveId} decided`, personId: tariq() } }),
    ).toBe(1);
    const line = await db.moveLine.findUniqueOrThrow({ where: { id: one } });
    expect(line).toMatchObject({ decision: "keep", decidedById: world.people.erik.personId });
    // Until its day it can be decided anew.
    await decideAll(moveId, "erik");
  });

  it("refuses one’s own, whoever is not the manager, and keeping by HR; the database too", async () => {
    const { moveId } = await propose(world, mover);
    const lineId = await lineOf(moveId, mover.grants.takeAway);
    const keep = { lineId, decision: "keep" as const, reason: "Handover", keepUntil: dayIn(20) };
    const decide = (who: Name, line: object = keep) =>
      decideLines(as(who), { moveId, lines: [{ ...keep, ...line }] });
    await refused(decide("tariq"), "forbidden", /about you/);
    await refused(decide("omar"), "forbidden", /manager/);
    await refused(decide("hannah"), "forbidden", /manager/);
    await refused(decide("sara"), "forbidden", /manager or the security lead/);
    await refused(decide("julia"), "forbidden");
    await refused(decide("ingrid", { keepUntil: undefined }), "invalid_input", /until when/);
    await refused(decide("ingrid", { reason: undefined }), "invalid_input", /Say why/);
    await refused(decide("ingrid", { keepUntil: dayIn(91) }), "invalid_input", /90 days/);
    await refused(decide("ingrid", { decision: "ask" }), "invalid_input", /cannot be decided/);
    await refused(decide("ingrid", { lineId: crypto.randomUUID() }), "conflict", /not there any more/);
    const row = { decision: "keep" as const, reason: "x", decidedAt: new Date() };
    const write = (data: object) => db.moveLine.update({ where: { id: lineId }, data: { ...row, ...data } });
    const until = new Date(dayIn(20));
    await expect(write({ keepUntil: until, decidedById: tariq() })).rejects.toThrow(/move_line_by_another/);
    await expect(write({ decidedById: world.people.erik.personId })).rejects.toThrow(/kept_has_end/);
    await expect(
      write({ decidedById: world.people.erik.personId, keepUntil: new Date(dayIn(200)) }),
    ).rejects.toThrow(/kept_too_long/);
    expect(await decide("sara", { decision: "take_away", keepUntil: undefined })).toMatchObject({
      decided: 1,
    });
  });

  it("finds what has come since, and it is decided too before the move is", async () => {
    const { moveId } = await propose(world, mover);
    const [late = ""] = await recordActive(world, {
      who: "tariq",
      asset: "northwindAds",
      roles: ["Standard"],
    });
    expect(await decideAll(moveId, "ingrid")).toMatchObject({ left: 1, changed: 1 });
    expect((await moveOf(moveId)).state).toBe("waiting");
    const lineId = await lineOf(moveId, late);
    const rest = { moveId, lines: [{ lineId, decision: "take_away" as const }] };
    expect(await decideLines(as("ingrid"), rest)).toMatchObject({ left: 0 });
  });

  it("decides the others when a key has gone meanwhile by something else, whose line is dropped", async () => {
    const { moveId } = await propose(world, mover);
    const gone = await lineOf(moveId, mover.grants.takeAway);
    await endGrants(as("ingrid"), {
      ...{ grantIds: [mover.grants.takeAway], reason: "No longer needed.", cause: "recorded" },
    });
    const before = await linesOf(moveId);
    expect(before.map((line) => line.id)).toContain(gone);
    expect(await decideAll(moveId, "erik")).toMatchObject({ decided: before.length - 1, left: 0 });
    expect((await linesOf(moveId)).map((line) => line.id)).not.toContain(gone);
    expect((await moveOf(moveId)).state).toBe("decided");
  });
});

describe("cancel-move", () => {
  it("leaves everything as it was, once, and nothing more is decided of it", async () => {
    const { moveId } = await propose(world, mover);
    await refused(cancelMove(as("omar"), { moveId, reason: "No" }), "forbidden");
    await cancelMove(as("sara"), { moveId, reason: "Stays in the team" });
    expect(await moveOf(moveId)).toMatchObject({ state: "cancelled", cancelReason: "Stays in the team" });
    await refused(cancelMove(as("sara"), { moveId, reason: "Again" }), "conflict", /cancelled/);
    await refused(decideAll(moveId, "ingrid"), "conflict", /cancelled/);
    expect(await carryOut(moveId)).toMatchObject({ outcome: "nothing" });
    expect(await stateOf(mover.grants.takeAway)).toBe("active attested");
    await propose(world, mover);
  });
});

describe("carry-out-move", () => {
  it("does on its day what was decided, once, and hands over what is left at the client", async () => {
    const northwindOnly = { begins: [{ engagementId: mover.northwind, role: "Analyst" }] };
    const { moveId } = await propose(world, mover, northwindOnly);
    await db.asset.update({ where: { id: world.assets.kiteAds }, data: { custodianId: tariq() } });
    const keep = { decision: "keep", reason: "Handover of Kite", keepUntil: dayIn(20) };
    await decideAll(moveId, "erik", { [mover.grants.takeAway]: keep });
    const outcomes = await Promise.all([carryOut(moveId), carryOut(moveId)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["done", "nothing"]);
    expect(outcomes.find(({ outcome }) => outcome === "done")).toMatchObject({
      takenAway: 2,
      asked: 1,
      fellBack: 0,
    });
    expect(await stateOf(mover.grants.keep)).toBe("removal_due attested");
    const kept = await db.grant.findUniqueOrThrow({ where: { id: mover.grants.takeAway } });
    expect(kept.state).toBe("active");
    expect(kept.endsAt?.toISOString()).toBe(`${dayIn(20)}T23:59:59.000Z`);
    const person = await db.person.findUniqueOrThrow({
      where: { id: tariq() },
      include: { memberships: { where: { endedAt: null } } },
    });
    expect([person.title, person.roleChangedAt]).toEqual(["Analyst", null]);
    expect(person.memberships.map((seat) => [seat.engagementId, seat.role])).toEqual([
      [mover.northwind, "Analyst"],
    ]);
    const tasks = await db.task.findMany({ where: { cause: "role_change", causeId: moveId } });
    expect(tasks.map((task) => task.kind).toSorted()).toEqual([
      "hand_over_custody",
      // He was the last who managed Kite’s Meta account.
      "name_successor",
      "revoke",
      "revoke",
    ]);
    const asset = await db.asset.findUniqueOrThrow({ where: { id: world.assets.kiteAds } });
    expect(asset.custodianId).toBe(world.people.erik.personId);
    // Asked for, by who proposed the move, and given by nobody.
    const items = await db.requestItem.findMany({ where: { personId: tariq() } });
    expect(items.map((item) => [item.assetId, item.state, item.requesterId])).toEqual([
      [world.assets.northwindAnalytics, "waiting", world.people.sara.personId],
    ]);
    await refused(decideAll(moveId, "ingrid"), "conflict", /carried out/);
  });

  it("tells both of each delegation that the person takes part in, which goes on as it was given", async () => {
    const { moveId } = await propose(world, mover, {});
    const given = { startsAt: new Date(), endsAt: new Date(Date.now() + 5 * 86_400_000), reason: "Away" };
    const hannah = world.people.hannah.personId;
    const running = await db.delegation.create({
      data: { ...given, delegatorId: hannah, delegateId: tariq() },
    });
    const over = await db.delegation.create({
      data: {
        ...{ ...given, delegatorId: world.people.aoife.personId, delegateId: tariq() },
        ...{ endedAt: new Date(), endedBecause: "ended" },
      },
    });
    await carryOut(moveId);
    const toldOf = async (id: string) =>
      (await db.notification.findMany({ where: { cause: `delegation ${id} move ${moveId}` } })).map(
        (each) => each.personId,
      );
    expect((await toldOf(running.id)).toSorted()).toEqual([hannah, tariq()].toSorted());
    expect(await toldOf(over.id)).toEqual([]);
    const after = await db.delegation.findUniqueOrThrow({ where: { id: running.id } });
    expect([after.endedAt, after.delegateId]).toEqual([null, tariq()]);
    await endDelegations();
  });

  it("lowers a role as one change, and what nobody decided falls to the rule, loudly", async () => {
    const { moveId } = await propose(world, mover);
    expect(await carryOut(moveId)).toMatchObject({ outcome: "done", takenAway: 1, lowered: 1, fellBack: 4 });
    expect(await stateOf(mover.grants.keep)).toBe("active attested");
    expect(await stateOf(mover.grants.takeAway)).toBe("removal_due attested");
    const change = await db.task.findFirstOrThrow({
      where: { cause: "role_change", causeId: moveId, kind: "change" },
      include: { grants: { include: { grant: { include: { role: true } } } } },
    });
    expect(
      change.grants.map(({ effect, grant }) => [effect, grant.role.name, grant.state]).toSorted(),
    ).toEqual([
      ["add", "View performance", "to_grant"],
      ["remove", "Manage ad account", "active"],
    ]);
    const told = await db.notification.findMany({ where: { cause: `move ${moveId} carried out` } });
    expect(told.map((each) => each.personId).toSorted()).toEqual(
      [world.people.erik, world.people.sara, world.people.ingrid].map((each) => each.personId).toSorted(),
    );
    expect(told[0]?.subject).toMatch(/nobody decided 4 lines/);
    expect((await linesOf(moveId)).every((line) => line.fellBack && line.decidedById === null)).toBe(true);
  });

  it("waits for its day, and the clock finds it on that day", async () => {
    const { moveId } = await propose(world, mover, { effectiveOn: dayIn(3) });
    expect(await carryOut(moveId)).toMatchObject({ outcome: "nothing" });
    await carryOutDueMoves();
    expect((await moveOf(moveId)).state).toBe("waiting");
    await db.move.update({ where: { id: moveId }, data: { effectiveOn: new Date(dayIn(0)) } });
    expect(await carryOutDueMoves()).toMatchObject({ said: expect.stringMatching(/1 move/) });
    expect((await moveOf(moveId)).state).toBe("done");
    expect(await carryOutDueMoves()).toBeUndefined();
  });

  it("is refused to everybody but the clock", async () => {
    const { moveId } = await propose(world, mover);
    await refused(carryOutMove(as("aoife"), { moveId }), "forbidden");
  });
});

describe("what happens beside a move", () => {
  it("reminds the manager and HR two days before, once, while a line is undecided", async () => {
    const { moveId } = await propose(world, mover, { effectiveOn: dayIn(2) });
    const cause = `move ${moveId} undecided, two days before`;
    expect(await remindOfMoves(systemActor("clock"), {})).toEqual({ near: 1 });
    expect(await remindOfMoves(systemActor("clock"), {})).toEqual({ near: 0 });
    expect(await db.notification.count({ where: { cause } })).toBe(2);
  });

  it("notes a title or a seat that changes outside of a move, and forgets it when a move has looked", async () => {
    const changed = async () =>
      (await db.person.findUniqueOrThrow({ where: { id: tariq() } })).roleChangedAt !== null;
    expect(await changed()).toBe(false);
    const edit = (title: string) =>
      editPerson(as("sara"), { personId: tariq(), name: "Tariq Haddad", title });
    await edit("Analyst");
    expect(await changed()).toBe(true);
    // Nothing else has to change for somebody to look.
    const same = { title: "Analyst", ends: [], begins: [] };
    const { moveId } = await propose(world, mover, same);
    await carryOut(moveId);
    expect(await changed()).toBe(false);
    await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Read only"] });
    await endMembership(as("hannah"), { membershipId: mover.seat });
    expect(await changed()).toBe(true);
  });

  it("is not proposed for who leaves, and closed with an event when its person leaves", async () => {
    const { moveId } = await propose(world, mover, { effectiveOn: dayIn(30) });
    await startDeparture(as("sara"), { personId: tariq(), kind: "leaves", lastMoment: dayIn(10) });
    await refused(decideAll(moveId, "ingrid"), "conflict", /is leaving/);
    await carryOutDueMoves();
    expect(await moveOf(moveId)).toMatchObject({
      state: "cancelled",
      cancelReason: expect.stringMatching(/leaves/),
    });
    expect(await db.auditEvent.count({ where: { objectId: moveId, action: "moves.carry-out-move" } })).toBe(
      1,
    );
    await refused(propose(world, mover), "conflict", /is leaving/);
  });
});
