import { carryDown } from "./carry-down";
import { compareGrants } from "./compare-grants";
import { type DraftGrant, draftGrants, settleOverlaps } from "./draft-grants";
import { fold, tidy } from "./fold";
import type { RegisterField } from "./heading-words";
import { indexPeople, nameOf } from "./known-people";
import { countRows, plannedRow, skippedRow } from "./plan-rows";
import type { ImportInput, ImportPlan, KnownAsset } from "./plan-types";
import { type Draft, newDraft, questionBook } from "./question-book";
import { gatherClients, understandClient } from "./row-clients";
import { dateOrders, showDate, understandDates } from "./row-dates";
import { accountKey, gatherOwners, settleMissingAccount, settleOwner } from "./row-owners";
import { understandPeople } from "./row-people";
import { understandAccount, understandPlatform, understandRole } from "./row-platform";
import { settleEngagements } from "./settle-engagements";
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
  const endedClients = new Map(input.clients.map((client) => [client.ref, client.ended ?? null]));
  const left = new Set(input.people.flatMap((person) => (person.hasLeft ? person.ref : [])));
  for (const [done, draft] of live.entries()) {
    settleMissingAccount(draft, owners, clients, understanding, book);
    settleOwner(draft, owners, clients, book);
    if (draft.clientKey === null && draft.row.client.text === "" && draft.account === null) {
      draft.refusals.push("The row names no client. Fill it in.");
    }
    refuseEnded(draft, assets, endedClients);
    understandRole(draft, text(draft, "role"), understanding, book);
    understandDates(draft, { since: text(draft, "since"), until: text(draft, "until") }, dates, book);
    understandPeople(draft, { person: personText(draft, text), login: text(draft, "login") }, people, book);
    const rest = {
      reason: text(draft, "reason"),
      notes: text(draft, "notes"),
      addedBy: text(draft, "addedBy"),
    };
    for (const { person } of draft.people)
      if (left.has(person.ref))
        draft.remarks.push(`${nameOf(person)} has left: what they still hold has to be taken back.`);
    grants.push(...draftGrants(draft, rest, assets, input.now));
    if (done % STEP === 0) yield { step: "understanding", done, of };
  }
  const draftOf = new Map(live.map((draft) => [draft.row.number, draft]));
  const kept = settleOverlaps(grants, draftOf, book);
  compareGrants(kept, input.grants, draftOf);
  settleEngagements(kept, input.clients, input.now);
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

/** What the register has ended gets nothing new by a file. */
function refuseEnded(
  draft: Draft,
  assets: ReadonlyMap<string, KnownAsset>,
  clients: ReadonlyMap<string, Date | null>,
): void {
  const { platform, account, client } = draft;
  const asset = platform && account ? assets.get(accountKey(platform.id, account)) : undefined;
  const ended = asset?.ended ?? (client ? clients.get(client.ref) : null);
  if (!ended) return;
  const what = asset?.ended ? `The account ${account?.shown ?? ""}` : (client?.name ?? "The client");
  draft.refusals.push(
    `${what} has ended in the register on ${showDate(ended)}. If it is in use again, begin it again there first.`,
  );
}

function personText(draft: Draft, text: (draft: Draft, field: RegisterField) => string): string {
  return text(draft, "person") || tidy(`${text(draft, "firstName")} ${text(draft, "lastName")}`);
}
