import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "@/lib/audit/verify-chain";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { applyImport } from "@/lib/imports/apply-import";
import { readImport } from "@/lib/imports/read-import";
import { makeWorld, type World } from "../../support/world";

const fixture = async (name: string) => new Uint8Array(await readFile(`tests/fixtures/studio/${name}`));
const operator = systemActor("operator");
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const everything = async () => ({
  people: await db.person.count(),
  clients: await db.client.count(),
  assets: await db.asset.count(),
  identities: await db.identity.count(),
  holders: await db.identityHolder.count(),
  grants: await db.grant.count(),
  transitions: await db.grantTransition.count(),
});

describe("the studio's own spreadsheet, with its people", () => {
  let runId: string;
  let asked: unknown;

  test("is reviewed without writing anything, and the counts add up", async () => {
    const before = await everything();
    const read = await readImport(world.people.ingrid.actor, {
      file: await fixture("register.csv"),
      fileName: "register.csv",
      people: await fixture("people.csv"),
      peopleFileName: "people.csv",
    });
    runId = read.id;
    const { writes, ...counts } = read.counts ?? { writes: null };
    expect(writes).toMatchObject({ people: expect.any(Number) });
    const { rows, ...outcomes } = counts as Record<string, number>;
    expect(Object.values(outcomes).reduce((sum, each) => sum + each, 0)).toBe(rows);
    expect(outcomes.new).toBeGreaterThan(300);
    asked = { questions: outcomes.questions, refused: outcomes.refused, skipped: outcomes.skipped };
    expect(await everything()).toEqual(before);
    expect(await db.importRow.count({ where: { runId } })).toBe(rows);
  });

  test("is applied whole, once, and the second of two is told so", async () => {
    const before = await everything();
    const actor = world.people.ingrid.actor;
    const [one, other] = await Promise.allSettled([
      applyImport(actor, { id: runId }),
      applyImport(actor, { id: runId }),
    ]);
    if (one.status === "rejected" && other.status === "rejected") throw one.reason;
    const done = [one, other].filter((each) => each.status === "fulfilled");
    expect(done).toHaveLength(1);
    expect(done[0]?.value).toMatchObject({ state: "applied" });
    const refused = [one, other].find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict" });
    const after = await everything();
    const writes = done[0]?.value.counts.writes;
    expect(after.grants - before.grants).toBe(writes?.grants);
    expect(after.transitions - before.transitions).toBe(writes?.grants);
    expect(after.clients - before.clients).toBe(writes?.clients);
    expect(after.assets - before.assets).toBe(writes?.accounts);
    expect(after.people - before.people).toBe(writes?.people);
    expect(await db.grant.count({ where: { cause: "import", causeId: runId, proof: null } })).toBe(
      writes?.grants,
    );
    expect(await db.importRun.count({ where: { state: "applied" } })).toBe(2);
    expect(await verifyChain(db)).toMatchObject({ whole: true });
  });

  test.each(["register.csv", "register.xlsx"])("%s again: all the same, nothing new", async (name) => {
    const before = await everything();
    const again = await readImport(operator, { file: await fixture(name), fileName: name });
    const changed = await db.importRow.findMany({
      where: { runId: again.id, outcome: { in: ["new", "changed"] } },
      select: { rowNumber: true, sentence: true },
    });
    expect(changed).toEqual([]);
    expect(again.counts).toMatchObject({ new: 0, changed: 0 });
    if (name === "register.csv") expect(again.counts).toMatchObject(asked as object);
    await applyImport(operator, { id: again.id });
    expect(await everything()).toEqual(before);
  });
});
