import canonicalize from "canonicalize";
import { z } from "zod";
import { sha256Hex } from "@/lib/crypto";
import type { DepartureRow } from "@/lib/lifecycle/departure-row";
import type { ChecklistRow, EntryFind } from "@/lib/lifecycle/read-checklist";
import { DEPARTURE_KINDS, type DepartureKind } from "@/lib/lifecycle/rules/kinds";

const proof = z.strictObject({
  kind: z.enum(["note", "file", "looked_not_there", "observation"]),
  step: z.enum(["attest", "verify", "progress"]),
  fileName: z.string().nullable(),
  /** Of the file, or of the words as UTF-8. */
  sha256: z.string().nullable(),
  /** Of a look: under which addresses; absent where nobody looked for somebody. */
  lookedUnder: z.array(z.string()).optional(),
  by: z.string().nullable(),
  at: z.string(),
});

/** One entry of a certificate, as it is kept. */
export const certificateLine = z.strictObject({
  task: z.int(),
  kind: z.string(),
  title: z.string(),
  client: z.string().nullable(),
  platform: z.string().nullable(),
  asset: z.string().nullable(),
  accountId: z.string().nullable(),
  identity: z.string().nullable(),
  roles: z.array(z.string()),
  outcome: z.string().nullable(),
  doneBy: z.string().nullable(),
  doneAt: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedAt: z.string().nullable(),
  evidence: z.array(proof),
  /** Of a look: what was found, as the keys beside it take it away; empty: looked, and was not there. */
  found: z.array(z.string()).optional(),
});

/** What the second version of a certificate begins with: its id is in what is signed. */
export const named = { version: z.literal(2), id: z.uuid() };

/** How a stay ended, as far as a paper that may leave the house says it: no word of a death or an illness. */
const ENDINGS = ["left", "contract_ended", "terminated", "did_not_start"] as const;

const content = z.strictObject({
  ended: z.enum(ENDINGS),
  number: z.string(),
  person: z.string(),
  title: z.string().nullable(),
  lastMoment: z.string(),
  startedAt: z.string(),
  startedBy: z.string().nullable(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  /** A legal hold stood when it was issued: what is kept about the person stays. */
  legalHold: z.literal(true).optional(),
  keys: z.array(certificateLine),
  duties: z.array(certificateLine),
  /** The looks at what was never in the register; absent on certificates from before there were any. */
  looks: z.array(certificateLine).optional(),
});

/**
 * A certificate of removal, as it is kept and as its hash is made. Moments are ISO in UTC. The first version named
 * neither its id in what is signed nor left the kind of a departure to the studio alone.
 */
export const certificateSchema = z.discriminatedUnion("version", [
  content.omit({ ended: true }).extend({ version: z.literal(1), kind: z.enum(DEPARTURE_KINDS) }),
  content.extend(named),
]);

export type Certificate = z.infer<typeof certificateSchema>;
export type Ending = (typeof ENDINGS)[number];
export type CertificateLine = z.infer<typeof certificateLine>;

const endings: Readonly<Record<DepartureKind, Ending>> = {
  leaves: "left",
  contract_ends: "contract_ended",
  terminated_now: "terminated",
  died: "left",
  long_illness: "left",
  never_started: "did_not_start",
};

/** A checklist's entries as a certificate has them: keys, looks at what was never in the register, and the rest. */
export function inParts(checklist: readonly ChecklistRow[]): Pick<Certificate, "keys" | "duties" | "looks"> {
  const lines = checklist.filter((entry) => entry.state !== "cancelled");
  const isKey = (entry: ChecklistRow) => entry.kind === "revoke" || entry.kind === "change";
  const isLook = (entry: ChecklistRow) => entry.kind === "look";
  return {
    keys: lines.filter(isKey).map(lineOf),
    duties: lines.filter((entry) => !isKey(entry) && !isLook(entry)).map(lineOf),
    looks: lines.filter(isLook).map(lineOf),
  };
}

/** What the certificate of a finished departure says: each key, each duty and each look, who did it, when, and the hash of what proves it. */
export function buildCertificate(
  departure: DepartureRow,
  checklist: readonly ChecklistRow[],
  issued: { at: Date; by: string; legalHold: boolean },
): z.infer<typeof content> {
  return {
    number: `D-${departure.number}`,
    person: departure.personName,
    title: departure.personTitle,
    ended: endings[departure.kind],
    lastMoment: departure.lastMoment.toISOString(),
    startedAt: departure.startedAt.toISOString(),
    startedBy: departure.startedBy,
    issuedAt: issued.at.toISOString(),
    issuedBy: issued.by,
    ...(issued.legalHold ? { legalHold: true as const } : {}),
    ...inParts(checklist),
  };
}

/** A checklist's entry as a certificate keeps it. */
export function lineOf(entry: ChecklistRow): CertificateLine {
  return {
    task: entry.number,
    kind: entry.kind,
    title: entry.title,
    client: entry.client?.name ?? null,
    platform: entry.platform?.name ?? null,
    asset: entry.asset?.name ?? null,
    accountId: entry.asset?.accountId ?? null,
    identity: entry.identity,
    roles: entry.roles.map((role) => role.name),
    outcome: entry.outcome,
    doneBy: entry.attestedBy,
    doneAt: entry.attestedAt?.toISOString() ?? null,
    verifiedBy: entry.verifiedBy,
    verifiedAt: entry.verifiedAt?.toISOString() ?? null,
    evidence: entry.evidence.map((each) => ({
      kind: each.kind,
      step: each.step,
      fileName: each.fileName,
      sha256: each.sha256 ?? (each.note ? sha256Hex(each.note) : null),
      ...(each.lookedUnder.length > 0 ? { lookedUnder: each.lookedUnder } : {}),
      by: each.by,
      at: each.at.toISOString(),
    })),
    ...(entry.kind === "look" ? { found: entry.found.map(foundText) } : {}),
  };
}

const foundText = ({ assetName, roleName, under, taskNumber }: EntryFind): string =>
  `${roleName} on ${assetName}${under ? `, under ${under}` : ""}${taskNumber ? ` (T-${taskNumber})` : ""}`;

/** A certificate's own hash: SHA-256 over its canonical JSON (RFC 8785), so that any copy can be compared. */
export function certificateHash(certificate: object): string {
  return sha256Hex(canonicalize(certificate) ?? "");
}
