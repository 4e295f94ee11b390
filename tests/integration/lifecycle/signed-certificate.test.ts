import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { certificateHead } from "@/components/lifecycle/certificate-words";
import { db } from "@/lib/db";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { getCertificate, getClientCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { listSigningKeys } from "@/lib/lifecycle/queries/list-signing-keys";
import { rotateSigningKey } from "@/lib/lifecycle/rotate-signing-key";
import { signedDocument } from "@/lib/lifecycle/rules/signed";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { readSigner } from "@/lib/signing";
import type { Prisma } from "@/prisma/generated/client";
import type { DepartureKind } from "@/prisma/generated/enums";
import { keysOf, wrongWith } from "@/scripts/verify-certificate.mjs";
import { makeContact } from "@/tests/support/contacts";
import { recordActive } from "@/tests/support/grants";
import { doTask } from "@/tests/support/looks";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

type Document = Parameters<typeof wrongWith>[0];
let world: World;
let departureId: string;
let document: Document;
let keys: string;
beforeAll(async () => {
  world = await makeWorld();
  await recordActive(world, { who: "priya", asset: "northwindAnalytics", roles: ["Viewer"] });
  departureId = await leave("priya", { kind: "terminated_now" });
  document = await wholeOf(departureId);
  keys = JSON.stringify({ keys: await listSigningKeys(world.people.sara.actor) });
});

/** Somebody with a key of Kite's leaves in this way, up to the certificate. Gives the departure's id. */
async function leave(who: Name, how: { kind: DepartureKind; heirId?: string }): Promise<string> {
  const { sara, ingrid } = world.people;
  await recordActive(world, { who, asset: "kiteAnalytics", roles: ["Viewer"] });
  const started = await confirmed(startDeparture, sara.actor, {
    ...{ personId: world.people[who].personId, ...how },
  });
  for (const { id: taskId } of await db.task.findMany({ where: { causeId: started.departureId } }))
    await doTask(ingrid.actor, taskId);
  await issueCertificate(sara.actor, { departureId: started.departureId });
  return started.departureId;
}

/** The whole certificate as the file that is handed out. */
async function wholeOf(departureId: string): Promise<Document> {
  const issued = await getCertificate(world.people.sara.actor, departureId);
  if (!issued?.signed) throw new Error("It is not signed.");
  return JSON.parse(JSON.stringify(signedDocument(issued.signed)));
}

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
    const paths = pathsIn(document);
    expect(paths.map((path) => path.join("."))).toContain("certificate.id");
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths)
      expect([path, wrongWith(tampered(path), keysOf(keys))]).not.toEqual([path, null]);
    const { person: _, ...without } = document.certificate;
    expect(wrongWith({ ...document, certificate: without }, keysOf(keys))).toMatch(/was changed/);
    const more = { ...document.certificate, note: "more" };
    expect(wrongWith({ ...document, certificate: more }, keysOf(keys))).toMatch(/was changed/);
    // Nor does it pass for one of the format in which the id was not signed.
    expect(wrongWith({ ...document, format: "keyholder-certificate/1" }, keysOf(keys))).toMatch(/format/);
  });

  it("of the first format is checked still, and is read as it was issued", async () => {
    const { id: _, ended: __, ...says } = document.certificate as Record<string, unknown>;
    const content = { ...says, version: 1, kind: "died" };
    const signed = (await readSigner(db))(content);
    const { id } = await db.certificate.create({ data: { departureId, content, ...signed } });
    await db.departure.update({
      where: { id: departureId },
      data: { certificate: content, certificateSha256: signed.sha256 },
    });
    const issued = await getCertificate(world.people.sara.actor, departureId);
    if (!issued?.signed) throw new Error("It is not signed.");
    expect(issued).toMatchObject({ intact: true, signed: { id, certificate: { version: 1 } } });
    const former = JSON.parse(JSON.stringify(signedDocument(issued.signed)));
    expect(former).toMatchObject({ format: "keyholder-certificate/1", signature: { id } });
    expect(wrongWith(former, keysOf(keys))).toBeNull();
    expect(wrongWith({ ...former, format: "keyholder-certificate/2" }, keysOf(keys))).toMatch(/format/);
    expect(certificateHead(issued.certificate).sentence).toMatch(/^Priya Santos .*left on/);
  });

  it("is kept under the id that it names alone", async () => {
    const [row] = await db.certificate.findMany({ where: { departureId, clientId: world.kite.id } });
    if (!row) throw new Error("There is none for Kite.");
    const { id: _, ...data } = row;
    await expect(
      db.certificate.create({ data: { ...data, content: data.content as Prisma.InputJsonObject } }),
    ).rejects.toThrow(/certificate_names_itself/);
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
    expect(signed.certificate.looks?.map((look) => look.platform?.split(" (")[0])).toEqual([
      "Google Ads",
      "Google Analytics 4",
      "Meta Business Portfolio",
    ]);
    expect(await getClientCertificate(sara, { departureId, clientId: crypto.randomUUID() })).toBeNull();
  });

  it.each([
    ["died", "omar"],
    ["long_illness", "tariq"],
  ] as const)("says no word of how somebody left who %s, whole or for a client", async (kind, who) => {
    const { sara, erik } = world.people;
    const left = await leave(who, { kind, heirId: erik.personId });
    const signed = await getClientCertificate(sara.actor, { departureId: left, clientId: world.kite.id });
    if (!signed) throw new Error("There is none for Kite.");
    const [ofClient, whole] = [JSON.stringify(signedDocument(signed)), JSON.stringify(await wholeOf(left))];
    for (const text of [ofClient, whole])
      expect(text).not.toMatch(/died|dead|death|deceased|illness|\bill\b|sick|long_/i);
    expect(JSON.parse(whole).certificate).toMatchObject({ ended: "left" });
    // What a client is given does not say in any word how it ended.
    expect(Object.keys(JSON.parse(ofClient).certificate)).not.toContain("ended");
    expect(ofClient).not.toMatch(/"(kind|ended)":"(left|leaves|terminated|contract)/);
    // No contact of the client's gets at either: it is handed to them by whoever may read departures.
    const { actor: contact } = await makeContact(world.kite.id, `Carla ${kind}`);
    await refused(getCertificate(contact, left), "forbidden");
    await refused(getClientCertificate(contact, { departureId: left, clientId: world.kite.id }), "forbidden");
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
