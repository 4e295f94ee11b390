import type { GroupRow } from "./carry-down";
import { type DraftGrant, period } from "./draft-grants";
import type { SkippedRow } from "./find-table";
import { nameOf } from "./known-people";
import type { ImportCounts, Outcome, PlannedGrant, PlannedRow, Question, SkipKind } from "./plan-types";
import type { Draft } from "./question-book";

const SKIPPED: Record<SkippedRow["why"] | GroupRow["why"], string> = {
  empty: "The row is empty.",
  total: "The row is a total.",
  "heading-again": "The row repeats the headings.",
  group: "The row only names the client of the rows below it.",
};

/** A row of the file that says nothing of its own. */
export function skippedRow(row: SkippedRow | GroupRow): PlannedRow {
  const cells = row.cells.map((cell) => (typeof cell === "string" ? cell : cell.text));
  return {
    row: row.number,
    outcome: "skipped",
    skip: row.why,
    sentence: SKIPPED[row.why],
    remarks: [],
    questions: [],
    grants: [],
    cells,
  };
}

/** What becomes of a row, now that its grants have been compared: refused, asked, or written. */
export function plannedRow(
  draft: Draft,
  grants: readonly DraftGrant[],
  questions: ReadonlyMap<string, Question>,
): PlannedRow {
  const { outcome, sentence, skip = null } = outcomeOf(draft, grants, questions);
  const isTaken = outcome === "new" || outcome === "changed" || outcome === "same";
  const expired = isTaken && grants.some((grant) => grant.hasExpired);
  const remarks = expired
    ? [...draft.remarks, "Its end has passed: it counts as held until its removal is proved."]
    : draft.remarks;
  return {
    row: draft.row.number,
    outcome,
    skip,
    sentence,
    remarks: carriedRemark(draft, isTaken).concat(remarks),
    questions: outcome === "question" ? draft.asks : [],
    grants: isTaken ? grants.map(({ row: _, ...grant }) => grant) : [],
    cells: draft.row.cells,
  };
}

function outcomeOf(
  draft: Draft,
  grants: readonly DraftGrant[],
  questions: ReadonlyMap<string, Question>,
): { outcome: Outcome; sentence: string; skip?: SkipKind } {
  if (draft.row.copyOf !== null)
    return { outcome: "skipped", skip: "copy", sentence: `The row is a copy of row ${draft.row.copyOf}.` };
  if (draft.leftOut !== null) return { outcome: "skipped", skip: "left-out", sentence: draft.leftOut };
  if (draft.refusals.length > 0) return { outcome: "refused", sentence: draft.refusals.join(" ") };
  if (draft.asks.length > 0) {
    return {
      outcome: "question",
      sentence: draft.asks.map((key) => questions.get(key)?.sentence ?? "").join(" "),
    };
  }
  if (grants.length === 0)
    return {
      outcome: "skipped",
      skip: "repeat",
      sentence: draft.remarks.at(-1) ?? "Another row says the same.",
    };
  const outcome = grants.some((grant) => grant.outcome === "changed")
    ? "changed"
    : grants.some((grant) => grant.outcome === "new")
      ? "new"
      : "same";
  return { outcome, sentence: grants.map(describe).join(" ") };
}

function describe(grant: PlannedGrant): string {
  const name = nameOf(grant.person);
  const role = grant.role.ownName === null ? grant.role.name : `${grant.role.ownName} (${grant.role.name})`;
  const what = `${role} on ${grant.asset.platformName} ${grant.asset.shown} of ${grant.client.name}`;
  if (grant.outcome === "same") return `${name} holds ${what} already.`;
  if (grant.outcome === "new") {
    const how = grant.isInvited ? "was invited as" : "holds";
    const under = grant.engagement ? `, under ${grant.engagement.name}` : "";
    return `${name} ${how} ${what}, ${period(grant)}${under}.`;
  }
  const changes = grant.changes
    .map((change) => `${change.field} from ${change.before} to ${change.after}`)
    .join("; ");
  return `${name}, ${what}: ${changes}.`;
}

function carriedRemark(draft: Draft, isTaken: boolean): string[] {
  const { client, platform, account } = draft.row;
  const carried = Object.entries({ client, platform, account }).filter(([, cell]) => cell.carried);
  if (!isTaken || carried.length === 0) return [];
  return [`Taken from above: ${carried.map(([name, cell]) => `${name} ${cell.text}`).join(", ")}.`];
}

/** The counts, which add up to the number of rows by construction. */
export function countRows(rows: readonly Pick<PlannedRow, "outcome">[]): ImportCounts {
  const counts: ImportCounts = {
    rows: rows.length,
    new: 0,
    changed: 0,
    same: 0,
    questions: 0,
    refused: 0,
    skipped: 0,
  };
  for (const { outcome } of rows) counts[outcome === "question" ? "questions" : outcome] += 1;
  return counts;
}
