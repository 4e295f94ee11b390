import { z } from "zod";
import type { ClosingRow } from "@/lib/closings/closing-row";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { certificateLine, lineOf, named } from "@/lib/lifecycle/rules/certificate";

/** An entry of a close-out with whose key it was: a person's, a robot's, a shared login's. */
const closingLine = certificateLine.extend({ holder: z.string().nullable() });
/** What was done with data, in the words of whoever did it. */
const dataLine = certificateLine.extend({ note: z.string().nullable() });

const content = z.strictObject({
  kind: z.literal("close_out"),
  number: z.string(),
  client: z.string(),
  /** Null: all work for the client. */
  engagement: z.string().nullable(),
  agreement: z.string().nullable(),
  dpa: z.string().nullable(),
  lastMoment: z.string(),
  startedAt: z.string(),
  startedBy: z.string().nullable(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  dataAtEnd: z.enum(["returned", "deleted", "returned_then_deleted"]),
  dataAtEndDays: z.int(),
  keys: z.array(closingLine),
  links: z.array(certificateLine),
  data: z.array(dataLine),
  duties: z.array(closingLine),
});

/**
 * A close-out certificate, as it is kept, hashed and signed. Moments are ISO in UTC. The first version did not name
 * its id in what is signed.
 */
export const closeOutSchema = z.discriminatedUnion("version", [
  content.extend({ version: z.literal(1) }),
  content.extend(named),
]);

export type CloseOut = z.infer<typeof closeOutSchema>;

/** What the close-out certificate of a finished closing says: what was taken back, from whom, by whom, when, and what proves it. */
export function buildCloseOut(
  closing: ClosingRow,
  checklist: readonly ChecklistRow[],
  { at, by, agreement, dpa }: { at: Date; by: string; agreement: string | null; dpa: string | null },
): z.infer<typeof content> {
  const lines = checklist.filter((entry) => entry.state !== "cancelled");
  const of = (kinds: readonly ChecklistRow["kind"][]) => lines.filter((entry) => kinds.includes(entry.kind));
  const withHolder = (entry: ChecklistRow) => ({
    ...lineOf(entry),
    holder: entry.person ?? entry.robot ?? entry.identity,
  });
  return {
    kind: "close_out",
    number: `C-${closing.number}`,
    client: closing.clientName,
    engagement: closing.engagementName,
    agreement,
    dpa,
    lastMoment: closing.lastMoment.toISOString(),
    startedAt: closing.startedAt.toISOString(),
    startedBy: closing.startedBy,
    issuedAt: at.toISOString(),
    issuedBy: by,
    dataAtEnd: closing.dataAtEnd,
    dataAtEndDays: closing.dataAtEndDays,
    keys: of(["revoke", "change"]).map(withHolder),
    links: of(["remove_link"]).map(lineOf),
    data: of(["return_data"]).map((entry) => ({
      ...lineOf(entry),
      note: entry.evidence.findLast((each) => each.step === "attest" && each.note)?.note ?? null,
    })),
    duties: lines
      .filter(({ kind }) => !["revoke", "change", "remove_link", "return_data"].includes(kind))
      .map(withHolder),
  };
}
