import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { answerImport } from "@/lib/imports/answer-import";
import { applyImport } from "@/lib/imports/apply-import";
import { discardImport } from "@/lib/imports/discard-import";
import { mapImport } from "@/lib/imports/map-import";
import { getLeftovers } from "@/lib/imports/queries/list-import-rows";
import { readImport } from "@/lib/imports/read-import";
import { makeWorld, type World } from "../../support/world";

const operator = systemActor("operator");
const HEAD = "Client,Platform,Account,Who,Login,Role,Since,Until,Notes";
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const bring = (...rows: string[]) =>
  readImport(operator, { pasted: [HEAD, ...rows].join("\n"), kind: "register" });
const grantsOf = (causeId: string) =>
  db.grant.findMany({
    where: { causeId },
    include: { role: true, transitions: true },
    orderBy: { id: "asc" },
  });

describe("what is left over", () => {
  test("stays in the list, and is taken over when it is answered later", async () => {
    const rows = [
      "Kite Insurance,Google Ads,111-111-1111,Omar,,Standard,2026-02-03,,",
      "Kite Insurance,Google Ads,111-111-1111,Omarr Rahman,,Admin,2026-02-03,,",
      "Kite Insurance,Google Ads,111-111-1111,Erik Levy,,Standard,2026-02-31,,",
    ];
    const { id, counts } = await bring(...rows);
    expect(counts).toMatchObject({ rows: 3, new: 1, questions: 1, refused: 1 });
    await applyImport(operator, { id });
    expect(await grantsOf(id)).toHaveLength(1);
    const left = await getLeftovers(operator, id);
    expect(left?.leftovers.map(({ row, outcome }) => [row, outcome])).toEqual([
      [3, "question"],
      [4, "refused"],
    ]);
    await expect(applyImport(operator, { id })).rejects.toMatchObject({ code: "conflict" });

    const run = await db.importRun.findUniqueOrThrow({ where: { id } });
    const [question] = run.questions as { key: string }[];
    const answered = await answerImport(operator, {
      id,
      answers: [
        { key: question?.key ?? "", answer: "typed", prefix: "person:", text: world.people.omar.personId },
      ],
    });
    expect(answered.counts).toMatchObject({ new: 1, same: 1, questions: 0, refused: 1 });
    await applyImport(operator, { id });
    expect((await grantsOf(id)).map((grant) => grant.role.name).sort()).toEqual(["Admin", "Standard"]);
  });

  test("a discarded import writes nothing, and cannot be applied", async () => {
    const { id } = await bring("Kite Insurance,Google Ads,1111111112,Omar Rahman,,Standard,2026-02-03,,");
    await discardImport(operator, { id });
    await discardImport(operator, { id });
    await expect(applyImport(operator, { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await db.importRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "discarded" });
    expect(await db.importRow.count({ where: { runId: id } })).toBe(0);
  });
});

describe("the engagement", () => {
  test("is the only one that ran while the access is held, and is shown before it is written", async () => {
    const { id } = await bring(
      "Kite Insurance,Google Ads,1111111201,Omar Rahman,,Standard,2026-02-03,,",
      "Kite Insurance,Google Ads,1111111201,Erik Levy,,Standard,2024-02-03,2025-02-03,",
    );
    const [first, second] = await db.importRow.findMany({
      where: { runId: id },
      orderBy: { rowNumber: "asc" },
    });
    expect(first?.sentence).toMatch(/, under Performance marketing\.$/);
    expect(second?.sentence).not.toMatch(/under/);
    await applyImport(operator, { id });
    expect((await grantsOf(id)).map(({ engagementId }) => engagementId)).toEqual([
      world.kite.engagementId,
      null,
    ]);
  });

  test("is none where several ran", async () => {
    await db.engagement.create({
      data: {
        clientId: world.northwind.id,
        name: "Analytics audit",
        startsOn: new Date("2026-06-01"),
        endsOn: new Date("2026-09-30"),
      },
    });
    const { id } = await bring(
      "Northwind Outdoor,Google Ads,1111111202,Omar Rahman,,Standard,2026-02-03,,",
      "Northwind Outdoor,Google Ads,1111111202,Erik Levy,,Standard,2026-10-03,,",
    );
    await applyImport(operator, { id });
    expect((await grantsOf(id)).map(({ engagementId }) => engagementId)).toEqual([
      null,
      world.northwind.engagementId,
    ]);
  });
});

describe("a shared login", () => {
  test("is one identity with its holders, and one grant of its own", async () => {
    const rows = [
      "Kite Insurance,Google Ads,1111111113,Omar Rahman,shared: team@kite.example,Standard,2026-02-03,2027-02-03,",
      "Kite Insurance,Google Ads,1111111113,Erik Levy,shared: team@kite.example,Standard,2026-01-03,,",
    ];
    const { id } = await bring(...rows);
    await applyImport(operator, { id });
    const [grant, ...others] = await grantsOf(id);
    expect(others).toEqual([]);
    expect(grant).toMatchObject({ personId: null, endsAt: null, startsAt: new Date("2026-01-03") });
    const identity = await db.identity.findUniqueOrThrow({
      where: { id: grant?.identityId ?? "" },
      include: { holders: true },
    });
    expect(identity).toMatchObject({ shared: true, address: "team@kite.example" });
    expect(identity.holders.map((holder) => holder.personId).sort()).toEqual(
      [world.people.omar.personId, world.people.erik.personId].sort(),
    );
    expect((await bring(...rows)).counts).toMatchObject({ new: 0, changed: 0, same: 2 });

    const third = await bring(
      "Kite Insurance,Google Ads,1111111113,Tariq Haddad,shared: team@kite.example,Standard,2026-03-03,,",
    );
    await applyImport(operator, { id: third.id });
    expect(await grantsOf(third.id)).toEqual([]);
    expect(await db.identityHolder.count({ where: { identityId: identity.id, endedAt: null } })).toBe(3);
  });
});

describe("what the register knows already", () => {
  test("an expired row is held without a proof; a row without a start begins on the day of its end", async () => {
    const { id } = await bring(
      "Kite Insurance,Google Ads,1111111114,Omar Rahman,,Standard,,2025-02-03,",
      "Kite Insurance,Google Ads,1111111114,Erik Levy,,Standard,2026-01-01,,invited – not accepted yet",
    );
    await applyImport(operator, { id });
    const [expired, invited] = await grantsOf(id);
    expect(expired).toMatchObject({
      state: "active",
      proof: null,
      startsAt: new Date("2025-02-03"),
      endsAt: new Date("2025-02-03T23:59:59Z"),
    });
    expect(expired?.purpose).toMatch(/start was not recorded/);
    expect(invited).toMatchObject({ state: "invited", proof: null });
    expect(invited?.transitions).toMatchObject([{ state: "invited", proof: null }]);
  });

  test("another role ends one grant and begins another; another end moves it", async () => {
    const row = (role: string, until: string) =>
      `Kite Insurance,Google Ads,1111111115,Omar Rahman,,${role},2026-01-01,${until},`;
    const first = await bring(row("Standard", ""));
    await applyImport(operator, { id: first.id });
    const longer = await bring(row("Standard", "2027-05-01"));
    expect(longer.counts).toMatchObject({ changed: 1 });
    await applyImport(operator, { id: longer.id });
    const [standard] = await grantsOf(first.id);
    expect(standard?.endsAt).toEqual(new Date("2027-05-01T23:59:59Z"));
    const higher = await bring(row("Admin", "2027-05-01"));
    await applyImport(operator, { id: higher.id });
    expect(await db.grant.findUniqueOrThrow({ where: { id: standard?.id ?? "" } })).toMatchObject({
      state: "removed",
      proof: null,
    });
    expect(await grantsOf(higher.id)).toMatchObject([{ role: { name: "Admin" }, state: "active" }]);
    const old = await bring(row("Standard", ""));
    expect(old.counts).toMatchObject({ new: 0 });
  });

  test("what was removed is not brought back by an old file", async () => {
    const row = "Kite Insurance,Google Ads,1111111116,Omar Rahman,,Standard,2026-01-01,,";
    const { id } = await bring(row);
    await applyImport(operator, { id });
    const [grant] = await grantsOf(id);
    await db.grant.update({
      where: { id: grant?.id ?? "" },
      data: { state: "removal_due" },
    });
    await db.grant.update({
      where: { id: grant?.id ?? "" },
      data: { state: "removed", closedAt: new Date() },
    });
    expect((await bring(row)).counts).toMatchObject({ rows: 1, refused: 1 });
  });

  test("moved on since the review: nothing is written, and the review is there anew", async () => {
    const row = "Kite Insurance,Google Ads,1111111117,Omar Rahman,,Standard,2026-01-01,,";
    const [one, other] = [await bring(row), await bring(row)];
    await applyImport(operator, { id: one.id });
    expect(await applyImport(operator, { id: other.id })).toMatchObject({
      state: "changed",
      rows: 1,
      counts: { new: 0, same: 1 },
    });
    expect(await grantsOf(other.id)).toEqual([]);
  });
});

test("the columns as corrected are remembered for the next file with these headings", async () => {
  const text = "Alpha,Beta,Gamma,Delta,Epsilon\nKite Insurance,Google Ads,1111111118,Omar Rahman,Standard";
  const { id } = await readImport(operator, { pasted: text, kind: "register" });
  const fields = ["client", "platform", "account", "person", "role"];
  const mapped = await mapImport(operator, {
    id,
    columns: fields.map((field, column) => ({ column, field })),
  });
  expect(mapped.counts).toMatchObject({ rows: 1, new: 1 });
  const again = await readImport(operator, { pasted: text, kind: "register" });
  expect(again.counts).toMatchObject({ rows: 1, new: 1 });
  await expect(mapImport(operator, { id, columns: [{ column: 9, field: "client" }] })).rejects.toMatchObject({
    code: "invalid_input",
  });
});
