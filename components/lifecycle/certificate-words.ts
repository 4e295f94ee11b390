import { timeText } from "@/components/ui/time-text";
import type { Certificate, CertificateLine, Ending } from "@/lib/lifecycle/rules/certificate";
import type { ClientCertificate } from "@/lib/lifecycle/rules/client-certificate";

const endings: Readonly<Record<Ending, (who: string) => string>> = {
  left: (who) => `${who} left`,
  contract_ended: (who) => `The contract of ${who} ended`,
  terminated: (who) => `${who} was terminated`,
  did_not_start: (who) => `${who} did not start; their stay was ended`,
};

/** A certificate of the first version kept the kind of the departure; of a death or an illness it says no word either. */
const formerEndings = {
  leaves: "left",
  contract_ends: "contract_ended",
  terminated_now: "terminated",
  died: "left",
  long_illness: "left",
  never_started: "did_not_start",
} as const;

/** The sentence of the certificate: whom, when, what was done. */
function certificateSentence(certificate: Certificate): string {
  const { person, title, lastMoment, keys, duties, looks, legalHold } = certificate;
  const who = title ? `${person} (${title})` : person;
  const ending = certificate.version === 1 ? formerEndings[certificate.kind] : certificate.ended;
  const how = endings[ending](who);
  const taken =
    keys.length === 0
      ? "No key had to be taken back"
      : keys.length === 1
        ? "The one key that they held was taken back"
        : `All ${keys.length} keys that they held were taken back`;
  const rest =
    duties.length > 0
      ? `, ${duties.length === 1 ? "one duty was" : `${duties.length} duties were`} handed over`
      : "";
  return `${how} on ${momentText(lastMoment)}. ${taken}${rest}, with the proof named below; no path by which they could get in is left on record.${lookedText(looks, "the clients they worked for")}${legalHold ? " A legal hold stands: access was taken, and what is kept about them stays." : ""}`;
}

/** What the looks found besides, as the end of a sentence; nothing where there were none. */
function lookedText(looks: readonly CertificateLine[] | undefined, whose: string): string {
  if (!looks || looks.length === 0) return "";
  const found = looks.reduce((sum, look) => sum + (look.found?.length ?? 0), 0);
  const where = looks.length === 1 ? `one platform of ${whose}` : `${looks.length} platforms of ${whose}`;
  return ` Somebody looked at ${where} for what was never in the register: ${found === 0 ? "nothing was there" : found === 1 ? "one key was found, and is among these" : `${found} keys were found, and are among these`}.`;
}

/** The sentence of what a client is given: whose keys to its accounts, when, what was done. */
function clientSentence({ person, client, lastMoment, keys, duties, looks }: ClientCertificate): string {
  const taken =
    keys.length === 0
      ? `No key of ${person} to accounts of ${client} had to be taken back`
      : keys.length === 1
        ? `The one key of ${person} to accounts of ${client} was taken back`
        : `All ${keys.length} keys of ${person} to accounts of ${client} were taken back`;
  const rest =
    duties.length > 0
      ? `, ${duties.length === 1 ? "one duty was" : `${duties.length} duties were`} handed over`
      : "";
  return `${person} worked for the studio until ${momentText(lastMoment)}. ${taken}${rest}, with the proof named below.${lookedText(looks, client)}`;
}

/** What a certificate of removal says of itself, above its lines: whole, or for one client. */
export function certificateHead(certificate: Certificate | ClientCertificate): {
  sentence: string;
  issued: string;
} {
  const issued = `Issued on ${momentText(certificate.issuedAt)} by ${certificate.issuedBy}.`;
  if ("client" in certificate)
    return { sentence: clientSentence(certificate), issued: `${issued} For ${certificate.client} alone.` };
  const by = certificate.startedBy ? ` by ${certificate.startedBy}` : "";
  return {
    sentence: certificateSentence(certificate),
    issued: `${issued} The departure was started on ${momentText(certificate.startedAt)}${by}.`,
  };
}

/** A moment of the certificate, in UTC. */
export const momentText = (iso: string | null): string =>
  iso ? `${timeText(new Date(iso), "datetime")} UTC` : "–";

/** How an entry was proved, in words. */
export function outcomeText(line: CertificateLine): string {
  const what =
    line.found && line.found.length > 0
      ? "looked, and found"
      : line.outcome === "not_there"
        ? "looked, and was not there"
        : line.outcome === "done_differently"
          ? "done differently"
          : "done";
  return line.verifiedBy ? `${what}, verified` : `${what}, attested`;
}

/** Under which addresses somebody looked, once each. */
export const lookedUnderOf = (line: CertificateLine): string[] => [
  ...new Set(proofsOf(line).flatMap((each) => each.lookedUnder ?? [])),
];

/** One piece of evidence: what it is, and by whom. */
export function proofText(proof: CertificateLine["evidence"][number]): string {
  const what =
    proof.kind === "file"
      ? (proof.fileName ?? "file")
      : proof.kind === "looked_not_there"
        ? "looked, was not there"
        : proof.kind === "observation"
          ? "seen by Keyholder"
          : "note";
  return [what, proof.by].filter(Boolean).join(", ");
}

/** Evidence that proves, without what only says how far it was. */
export const proofsOf = (line: CertificateLine) => line.evidence.filter((each) => each.step !== "progress");
