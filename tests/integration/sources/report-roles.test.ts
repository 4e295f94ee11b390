import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { readImport } from "@/lib/imports/read-import";
import { cancelMove } from "@/lib/moves/cancel-move";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { decideLines } from "@/lib/moves/decide-lines";
import { proposeMove } from "@/lib/moves/propose-move";
import { listUnlooked } from "@/lib/moves/queries/list-moves";
import { addSource } from "@/lib/sources/add-source";
import { applyFile } from "@/lib/sources/apply-file";
import { mapGroup } from "@/lib/sources/map-group";
import { receiveEvent } from "@/lib/sources/receive-event";
import { dayIn, type Mover, makeMover } from "@/tests/integration/moves/studio";
import { recordActive } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { EntraClient, OktaClient } from "@/tests/support/scim-client";
import { countStatements } from "@/tests/support/statements";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { BASE, connect, send } from "./scim-support";

let world: World;
let mover: Mover;
beforeAll(async () => {
  world = await makeWorld();
  mover = await makeMover(world);
});
beforeEach(async () => {
  await db.importRun.updateMany({ where: { state: "applied" }, data: { state: "discarded" } });
  for (const { id } of await db.move.findMany({ where: { state: { in: ["waiting", "decided"] } } }))
    await cancelMove(world.people.aoife.actor, { moveId: id, reason: "The next test begins anew." });
  await db.person.updateMany({
    where: { id: idOf("tariq") },
    data: { title: "Media Buyer", department: "Paid media", roleChangedAt: null },
  });
});

const idOf = (who: Name) => world.people[who].personId;
const sara = () => world.people.sara.actor;
const mailOf = (who: Name) =>
  `${world.people[who].name.replace(" ", ".")}@clickelement.example`.toLowerCase();
const bring = (title: string, who: Name = "tariq") => {
  const [given, family] = world.people[who].name.split(" ");
  return readImport(sara(), {
    pasted: `First name,Last name,Work e-mail,Job title\n${given},${family},${mailOf(who)},${title}`,
    kind: "people",
  });
};
const open = () =>
  db.move.findMany({
    where: { personId: idOf("tariq"), state: { in: ["waiting", "decided"] } },
    include: { lines: true },
  });
const applyTitle = async (title: string) => applyFile(sara(), { id: (await bring(title)).id });

describe("another title in a file", () => {
  it("is shown with the move that it proposes, which has a week in which its lines are decided", async () => {
    const { id, counts } = await bring("Analyst");
    expect(counts?.writes).toMatchObject({ changes: 1, moves: 1 });
    const row = await db.importRow.findFirstOrThrow({ where: { runId: id } });
    expect(row.sentence).toMatch(/title from Media Buyer to Analyst.*a change of role is proposed\.$/);
    expect(await open()).toEqual([]);

    await applyFile(sara(), { id });
    const [move, ...others] = await open();
    expect(others).toEqual([]);
    expect(move).toMatchObject({
      state: "waiting",
      title: "Analyst",
      department: null,
      proposedById: null,
      effectiveOn: new Date(dayIn(7)),
      note: "Files of people says: title from Media Buyer to Analyst.",
    });
    const verdicts = Object.fromEntries((move?.lines ?? []).map((line) => [line.grantId, line.verdict]));
    // He is still a media buyer on the engagement, whose kit for analysts is not his.
    expect(verdicts).toEqual({
      [mover.grants.keep]: "take_away",
      [mover.grants.lower]: "take_away",
      [mover.grants.takeAway]: "take_away",
    });
    expect(await db.person.findUnique({ where: { id: idOf("tariq") } })).toMatchObject({ title: "Analyst" });
    expect(await listUnlooked(world.people.aoife.actor, idOf("tariq"))).toEqual([]);
    const told = await db.notification.findMany({ where: { cause: `move ${move?.id} to decide` } });
    expect(told.map((each) => each.personId)).toEqual([idOf("sara")]);
  });

  it("again while the move waits proposes no second one: the one that waits says so", async () => {
    await applyTitle("Analyst");
    await applyTitle("Senior Analyst");
    const [move, ...others] = await open();
    expect(others).toEqual([]);
    expect(move).toMatchObject({
      title: "Senior Analyst",
      note: "Files of people says: title from Media Buyer to Analyst.\nFiles of people says: title from Analyst to Senior Analyst.",
    });
    const events = await db.auditEvent.findMany({
      where: { objectId: move?.id ?? "", action: "moves.report-changes" },
      orderBy: { seq: "asc" },
    });
    expect(events.map((event) => event.reason)).toEqual([
      "Files of people says: title from Media Buyer to Analyst.",
      expect.stringMatching(/under way already, so no second one is proposed/),
    ]);
  });

  it("leaves what a person proposed as it is, but for its note", async () => {
    await proposeMove(sara(), {
      personId: idOf("tariq"),
      title: "Head of Analytics",
      effectiveOn: dayIn(20),
      note: "Promised.",
    });
    await applyTitle("Analyst");
    expect(await open()).toMatchObject([
      {
        title: "Head of Analytics",
        effectiveOn: new Date(dayIn(20)),
        note: "Promised.\nFiles of people says: title from Media Buyer to Analyst.",
      },
    ]);
  });

  it("is decided and carried out as every move, and a title that somebody corrected since stays", async () => {
    await applyTitle("Analyst");
    const [move] = await open();
    const moveId = move?.id ?? "";
    await decideLines(sara(), {
      moveId,
      lines: (move?.lines ?? []).map((line) => ({ lineId: line.id, decision: "take_away" as const })),
    });
    await db.person.update({ where: { id: idOf("tariq") }, data: { title: "Data Analyst" } });
    await db.move.update({ where: { id: moveId }, data: { effectiveOn: new Date(dayIn(0)) } });
    expect(await carryOutMove(systemActor("mover"), { moveId })).toMatchObject({
      outcome: "done",
      takenAway: 3,
    });
    expect(await db.person.findUnique({ where: { id: idOf("tariq") } })).toMatchObject({
      title: "Data Analyst",
      roleChangedAt: null,
    });
    mover = await makeMover(world);
  });

  it("that nobody had entered before, or of somebody who holds nothing, proposes nothing", async () => {
    await db.person.update({ where: { id: idOf("tariq") }, data: { title: null } });
    const { id } = await bring("Analyst");
    expect((await db.importRow.findFirstOrThrow({ where: { runId: id } })).sentence).not.toMatch(/proposed/);
    await applyFile(sara(), { id });
    const other = await bring("Key Account Manager", "julia");
    expect(other.counts?.writes).toMatchObject({ moves: 0 });
    await applyFile(sara(), { id: other.id });
    expect(await db.move.count({ where: { state: "waiting" } })).toBe(0);
  });

  it("is proposed once when the file is applied twice at once", async () => {
    const { id } = await bring("Analyst");
    await twiceAtOnce(() => applyFile(sara(), { id }));
    expect(await open()).toHaveLength(1);
  });

  it("of many people at once takes as many statements as of one", async () => {
    const people = await db.person.createManyAndReturn({
      data: Array.from({ length: 40 }, (_, place) => ({
        name: `Many ${place}`,
        givenName: "Many",
        familyName: String(place),
        email: `many-${place}@clickelement.example`,
        title: "Media Buyer",
      })),
    });
    await db.membership.createMany({
      data: people.map((person) => ({
        personId: person.id,
        engagementId: mover.kite,
        role: "Analyst",
        since: new Date("2026-01-01"),
      })),
    });
    const file = (count: number, title: string) =>
      readImport(sara(), {
        pasted: [
          "First name,Last name,Work e-mail,Job title",
          ...Array.from(
            { length: count },
            (_, place) => `Many,${place},many-${place}@clickelement.example,${title}`,
          ),
        ].join("\n"),
        kind: "people",
      });
    const one = await file(1, "Analyst");
    const [statements] = await countStatements(() => applyFile(sara(), { id: one.id }));
    const forty = await file(40, "Lead Analyst");
    const [more] = await countStatements(() => applyFile(sara(), { id: forty.id }));
    expect(await db.move.count({ where: { person: { name: { startsWith: "Many" } } } })).toBe(40);
    expect(await db.moveLine.count({ where: { move: { person: { name: { startsWith: "Many" } } } } })).toBe(
      80,
    );
    // The one that was open has its word added to it.
    expect(more).toBeLessThanOrEqual(statements + 6);
  });
});

describe("another title or team by other ways", () => {
  it("is a move when a webhook says it", async () => {
    const { id: sourceId } = await addSource(systemActor("operator"), { kind: "webhook", name: "Payroll" });
    const data = { email: mailOf("tariq"), department: "Analytics" };
    const event = { type: "person.changed" as const, data };
    const say = (messageId: string) =>
      receiveEvent(systemActor("source"), { sourceId, messageId, body: messageId, event });
    expect(await say("m1")).toMatchObject({ outcome: "changed" });
    expect(await open()).toMatchObject([
      { title: null, department: "Analytics", note: "Payroll says: team from Paid media to Analytics." },
    ]);
    expect(await say("m2")).toMatchObject({ outcome: "unchanged" });
    expect(await open()).toHaveLength(1);
  });

  it("is a move when a group of SCIM takes a seat away", async () => {
    const { token } = await connect("Entra");
    const entra = new EntraClient(BASE, token, send);
    const profile = { userName: mailOf("omar"), givenName: "Omar", familyName: "Rahman", externalId: "o" };
    const { body: user } = await entra.create(profile);
    const { body: group } = await entra.createGroup("Kite analysts", "g");
    await mapGroup(world.people.aoife.actor, {
      groupId: group.id,
      engagementId: mover.kite,
      role: "Analyst",
    });
    await entra.addMember(group.id, user.id);
    await recordActive(mover.world, { who: "omar", asset: "kiteAnalytics", roles: ["Viewer"] });
    expect(await db.move.count({ where: { personId: idOf("omar") } })).toBe(0);
    await entra.removeMember(group.id, user.id);
    expect(
      await db.move.findMany({ where: { personId: idOf("omar") }, include: { lines: true } }),
    ).toMatchObject([
      {
        title: null,
        note: expect.stringMatching(/^Entra says: no longer Analyst on Kite Insurance: Move \d+\.$/),
        lines: [{ verdict: "take_away" }],
      },
    ]);
  });

  it("is a move when an HR system says it by SCIM, and none when it is not active any more", async () => {
    await db.sourcePerson.deleteMany();
    const okta = new OktaClient(BASE, (await connect("Okta")).token, send);
    const profile = { userName: mailOf("tariq"), givenName: "Tariq", familyName: "Haddad", externalId: "t" };
    const { body } = await okta.create(profile);
    expect(await open()).toEqual([]);
    await okta.call("PATCH", `/Users/${body.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "title", value: "Analyst" }],
    });
    expect(await open()).toMatchObject([
      { title: "Analyst", note: "Okta says: title from Media Buyer to Analyst." },
    ]);
    // Said again, with something else: nothing new about the role.
    await okta.call("PATCH", `/Users/${body.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "nickName", value: "T" }],
    });
    expect(await open()).toMatchObject([{ note: "Okta says: title from Media Buyer to Analyst." }]);
    await okta.call("PATCH", `/Users/${body.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        { op: "replace", path: "title", value: "Gone" },
        { op: "replace", path: "active", value: false },
      ],
    });
    expect(await open()).toMatchObject([{ title: "Analyst" }]);
    expect(await db.departure.count({ where: { personId: idOf("tariq"), cancelledAt: null } })).toBe(1);
  });

  it("is nobody's to report who may not", async () => {
    const { reportChanges } = await import("@/lib/moves/report-changes");
    const changes = [{ personId: idOf("tariq"), says: "x" }];
    await refused(reportChanges(world.people.hannah.actor, { changes }), "forbidden");
    await refused(reportChanges(sara(), { changes: [] }), "invalid_input");
  });
});
