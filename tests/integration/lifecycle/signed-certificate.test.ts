import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { getCertificate, getClientCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { listSigningKeys } from "@/lib/lifecycle/queries/list-signing-keys";
import { rotateSigningKey } from "@/lib/lifecycle/rotate-signing-key";
import { signedDocument } from "@/lib/lifecycle/rules/signed";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { keysOf, wrongWith } from "@/scripts/verify-certificate.mjs";
import { leftNothing, recordActive } from "@/tests/support/grants";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

type Document = Parameters<typeof wrongWith>[0];
let world: World;
let departureId: string;
let document: Document;
let keys: string;
beforeAll(async () => {
  world = await makeWorld();
  const { people } = world;
  await recordActive(world, { who: "priya", asset: "kiteAnalytics", roles: ["Viewer"] });
  await recordActive(world, { who: "priya", asset: "northwindAnalytics", roles: ["Viewer"] });
  ({ departureId } = await confirmed(startDeparture, people.sara.actor, {
    personId: people.priya.personId,
    kind: "terminated_now",
  }));
  for (const { id: taskId } of await db.task.findMany({ where: { causeId: departureId } }))
    await attestTask(people.ingrid.actor, {
      ...{ taskId, outcome: "done", note: "Removed, and looked.", followUps: await leftNothing(taskId) },
    });
  await issueCertificate(people.sara.actor, { departureId });
  const issued = await getCertificate(people.sara.actor, departureId);
  if (!issued?.signed) throw new Error("It is not signed.");
  document = JSON.parse(JSON.stringify(signedDocument(issued.signed)));
  keys = JSON.stringify({ keys: await listSigningKeys(people.sara.actor) });
});

/** Every way to each value of a document. */
const pathsIn = (value: unknown, path: string[] = []): string[][] =>
  value !== null && typeof value === "object"
    ? Object.entries(value).flatMap(([name, each]) => pathsIn(each, [...path, name]))
    : [path];

/** The same document with another value at one place. */
function tampered(path: readonly string[]): Document {
  const copy = structuredClone(document) as Record<string, unknown>;
  let holder = copy;
  for (const name of path.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
  const last = path.at(-1) ?? "";
  const value = holder[last];
  holder[last] =
    typeof value === "number" ? value + 1 : typeof value === "string" ? `${value.slice(1)}x` : "something";
  return copy as Document;
}

describe("a signed certificate", () => {
  it("is checked without Keyholder, by the script and its public keys alone", () => {
    expect(wrongWith(document, keysOf(keys))).toBeNull();
    const folder = mkdtempSync(join(tmpdir(), "certificate-"));
    writeFileSync(join(folder, "certificate.json"), JSON.stringify(document));
    writeFileSync(join(folder, "keys.json"), keys);
    const said = execFileSync(
      process.execPath,
      ["scripts/verify-certificate.mjs", join(folder, "certificate.json"), join(folder, "keys.json")],
      { encoding: "utf8" },
    );
    expect(said).toMatch(/^Good\. D-\d+ \(Priya Santos\)/);
  });

  it("fails with any one of its values changed, taken away or added", () => {
    const paths = pathsIn(document).filter((path) => path.join(".") !== "signature.id");
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths)
      expect([path, wrongWith(tampered(path), keysOf(keys))]).not.toEqual([path, null]);
    const { person: _, ...without } = document.certificate;
    expect(wrongWith({ ...document, certificate: without }, keysOf(keys))).toMatch(/was changed/);
    const more = { ...document.certificate, note: "more" };
    expect(wrongWith({ ...document, certificate: more }, keysOf(keys))).toMatch(/was changed/);
  });

  it("is there for each client with its own keys alone, and says nothing of why somebody left", async () => {
    const sara = world.people.sara.actor;
    const issued = await getCertificate(sara, departureId);
    expect(issued?.clients.map((client) => client.name)).toEqual(["Kite Insurance", "Northwind Outdoor"]);
    const signed = await getClientCertificate(sara, { departureId, clientId: world.kite.id });
    if (!signed) throw new Error("There is none for Kite.");
    expect(wrongWith(JSON.parse(JSON.stringify(signedDocument(signed))), keysOf(keys))).toBeNull();
    expect(JSON.stringify(signed.certificate)).not.toMatch(/Northwind|terminated/);
    expect(signed.certificate.keys).toHaveLength(1);
    expect(await getClientCertificate(sara, { departureId, clientId: crypto.randomUUID() })).toBeNull();
  });

  it("stays good when another key signs from then on, and fails with a foreign one", async () => {
    const before = keysOf(keys);
    await confirmed(rotateSigningKey, world.people.ingrid.actor, {});
    const rows = await listSigningKeys(world.people.julia.actor);
    expect(rows.map((row) => row.retiredAt === null)).toEqual([true, false]);
    expect(wrongWith(document, keysOf(JSON.stringify({ keys: rows })))).toBeNull();
    expect(wrongWith(document, keysOf(rows[0]?.publicKey ?? ""))).toMatch(/None of the keys/);
    expect(before.size).toBe(1);
    expect((await db.signingKey.findFirstOrThrow({ where: { retiredAt: { not: null } } })).sealed).toBeNull();
  });
});
