import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { renderCertificate } from "@/components/lifecycle/pdf/render-certificate";
import {
  type Certificate,
  type CertificateLine,
  certificateHash,
  certificateSchema,
} from "@/lib/lifecycle/rules/certificate";

const line = (task: number): CertificateLine => ({
  task,
  kind: "revoke",
  title: "Take Admin on Kite – Search (Google Ads) away from Šárka Dvořáková",
  client: "Kite Insurance",
  platform: "Google Ads",
  asset: "Kite – Search",
  accountId: "521-449-2644",
  identity: "sarka@clickelement.example",
  roles: ["Admin"],
  outcome: "done",
  doneBy: "Søren Ærø",
  doneAt: "2026-11-20T17:22:00.000Z",
  verifiedBy: "Łukasz Żak",
  verifiedAt: "2026-11-20T18:00:00.000Z",
  evidence: [
    {
      kind: "file",
      step: "attest",
      fileName: "users – 20 Nov.png",
      sha256: "9f2c".repeat(16),
      by: "Søren Ærø",
      at: "2026-11-20T17:24:00.000Z",
    },
  ],
});

const certificate = (keys: number): Certificate => ({
  version: 2,
  id: "01a21a8f-eed0-7426-8b1d-d3e4c8f1d968",
  number: "D-118",
  person: "Šárka Dvořáková",
  title: "Media Buyer",
  ended: "left",
  lastMoment: "2026-11-20T17:00:00.000Z",
  startedAt: "2026-11-18T09:00:00.000Z",
  startedBy: "Sara Rossi",
  issuedAt: "2026-11-20T18:30:00.000Z",
  issuedBy: "Sara Rossi",
  keys: Array.from({ length: keys }, (_, index) => line(index)),
  duties: [{ ...line(9_000), kind: "rotate_secret", roles: [], asset: null, accountId: null }],
});

describe("the certificate's hash", () => {
  it("does not hang on the order in which a database keeps the keys, and on nothing else", () => {
    const issued = certificate(2);
    const shuffled = certificateSchema.parse(Object.fromEntries(Object.entries(issued).reverse()));
    expect(certificateHash(shuffled)).toBe(certificateHash(issued));
    expect(certificateHash({ ...issued, person: "Šárka Dvorakova" })).not.toBe(certificateHash(issued));
    expect(certificateHash(issued)).toMatch(/^[0-9a-f]{64}$/);
  });
});

/** The letters that the maps to Unicode of a PDF's fonts name. */
function lettersOf(pdf: Buffer): string {
  const parts = pdf.toString("latin1").split(/stream\r?\n/);
  const maps = parts.flatMap((part) => {
    try {
      return [inflateSync(Buffer.from(part, "latin1")).toString("latin1")];
    } catch {
      return [];
    }
  });
  const codes = maps
    .filter((map) => map.includes("begincmap"))
    .flatMap((map) => map.match(/<[0-9a-f]{4}>/gi) ?? []);
  return String.fromCharCode(...codes.map((code) => Number.parseInt(code.slice(1, -1), 16)));
}

describe("the PDF", () => {
  it("is drawn with names of Latin Extended, on as many pages as it needs", async () => {
    const short = await renderCertificate({
      certificate: certificate(1),
      sha256: "ab".repeat(32),
      signed: null,
    });
    const long = await renderCertificate({
      certificate: certificate(60),
      sha256: "ab".repeat(32),
      signed: null,
    });
    const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length;
    expect(short.toString("latin1", 0, 5)).toBe("%PDF-");
    expect(pages(short)).toBe(1);
    expect(pages(long)).toBeGreaterThan(3);
    // What can be copied out of it: the letters that only the Latin Extended faces have are among it.
    const letters = lettersOf(short);
    for (const letter of "ŠářŁŻøÆ") expect(letters).toContain(letter);
  });
});
