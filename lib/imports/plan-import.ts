import { carryDown } from "./carry-down";
import { compareGrants } from "./compare-grants";
import { type DraftGrant, draftGrants, settleOverlaps } from "./draft-grants";
import { fold, tidy } from "./fold";
import type { RegisterField } from "./heading-words";
import { indexPeople } from "./known-people";
import { countRows, plannedRow, skippedRow } from "./plan-rows";
import type { ImportInput, ImportPlan } from "./plan-types";
import { type Draft, newDraft, questionBook } from "./question-book";
import { gatherClients, understandClient } from "./row-clients";
import { dateOrders, understandDates } from "./row-dates";
import { accountKey, gatherOwners, settleMissingAccount, settleOwner } from "./row-owners";
import { understandPeople } from "./row-people";
import { understandAccount, understandPlatform, understandRole } from "./row-platform";
import { remembering } from "./understanding";

/** How far the plan is: rows gone through, of how many, in this step. */
export type ImportProgress = { step: "reading" | "understanding" | "comparing"; done: number; of: number };

const STEP = 500;

/** Works out what an import would do, without doing it; see `planSteps`. For files of any size on a server use `planImportGently`. */
export function planImport(input: ImportInput): ImportPlan {
  const steps = planSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, letting other work through every few hundred rows and saying how far it is. */
export async function planImportGently(
  input: ImportInput,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportPlan> {
  const steps = planSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Row by row, what an import would write: new, changed, the same, a question, refused with the reason, or
 * skipped. Pure: the same input gives the same plan, and nothing is written. A row copied within the file is
 * skipped and names its original. A row with an open question or a refusal writes nothing, not even for one
 * of two people. After the plan has been applied, the same file gives "same" for each row that it wrote.
 */
export function* planSteps(input: ImportInput): Generator<ImportProgress, ImportPlan> {
  const { table, mapping } = input;
  const understanding = remembering(input.understanding);
  const book = questionBook(input.answers);
  const people = indexPeople(input.people);
  const { rows, groups } = carryDown(table, mapping, (name) => {
    const platform = understanding.platform(name);
    return platform.kind === "one" ? platform.value.id : fold(name);
  });
  const text = (draft: Draft, field: RegisterField) => {
    const column = mapping[field];
    return column === undefined ? "" : tidy(draft.row.cells[column] ?? "");
  };
  const drafts = rows.map(newDraft);
  const live = drafts.filter((draft) => draft.row.copyOf === null);
  const of = live.length;
  const clients = gatherClients(live, input);
  const dates = dateOrders(
    live.map((draft) => text(draft, "since")),
    live.map((draft) => text(draft, "until")),
  );
  yield { step: "reading", done: of, of };

  for (const [done, draft] of live.entries()) {
    understandPlatform(draft, understanding, book);
    understandAccount(draft, understanding, book);
    understandClient(draft, clients, book);
    if (done % STEP === 0) yield { step: "reading", done, of };
  }
  const owners = gatherOwners(live, input, clients);
  const grants: DraftGrant[] = [];
  const assets = new Map(input.assets.map((asset) => [accountKey(asset.platformId, asset), asset]));
  for (const [done, draft] of live.entries()) {
    settleMissingAccount(draft, owners, clients, understanding, book);
    settleOwner(draft, owners, clients, book);
    if (draft.clientKey === null && draft.row.client.text === "" && draft.account === null) {
      draft.refusals.push("The row names no client. Fill it in.");
    }
    understandRole(draft, text(draft, "role"), understanding, book);
    understandDates(draft, { since: text(draft, "since"), until: text(draft, "until") }, dates, book);
    understandPeople(draft, { person: personText(draft, text), login: text(draft, "login") }, people, book);
    const rest = {
      reason: text(draft, "reason"),
      notes: text(draft, "notes"),
      addedBy: text(draft, "addedBy"),
    };
    grants.push(...draftGrants(draft, rest, assets, input.now));
    if (done % STEP === 0) yield { step: "understanding", done, of };
  }
  const kept = settleOverlaps(grants, new Map(live.map((draft) => [draft.row.number, draft])), book);
  compareGrants(kept, input.grants);
  yield { step: "comparing", done: of, of };

  const byRow = Map.groupBy(kept, (grant) => grant.row);
  // A refused row asks nothing: what is wrong with it has to be put right first.
  const planned = drafts.map((draft) => plannedRow(draft, byRow.get(draft.row.number) ?? [], book.questions));
  const all = [...planned, ...[...table.skipped, ...groups].map(skippedRow)].sort((a, b) => a.row - b.row);
  const asking = new Set(all.filter((row) => row.outcome === "question").map((row) => row.row));
  const questions = [...book.questions.values()]
    .map((question) => ({ ...question, rows: question.rows.filter((row) => asking.has(row)) }))
    .filter((question) => question.rows.length > 0);
  return { counts: countRows(all), rows: all, questions };
}

function personText(draft: Draft, text: (draft: Draft, field: RegisterField) => string): string {
  return text(draft, "person") || tidy(`${text(draft, "firstName")} ${text(draft, "lastName")}`);
}
