import type { RegisterRow } from "./carry-down";
import {
  LEAVE_OUT,
  type PlannedClient,
  type PlannedEnd,
  type PlannedIdentity,
  type PlannedPerson,
  type Question,
} from "./plan-types";
import type { AccountName, PlatformName, RoleName } from "./understanding";

export type RowPerson = { person: PlannedPerson; identity: PlannedIdentity | null };

/** A row on its way: what has been understood so far, and what stands against it. */
export type Draft = {
  row: RegisterRow;
  refusals: string[];
  asks: string[];
  remarks: string[];
  leftOut: string | null;
  platform: PlatformName | null;
  account: AccountName | null;
  clientKey: string | null;
  client: PlannedClient | null;
  roles: readonly RoleName[] | null;
  since: Date | null;
  until: PlannedEnd;
  people: RowPerson[];
};

/** A row of which nothing has been understood yet. */
export function newDraft(row: RegisterRow): Draft {
  return {
    row,
    refusals: [],
    asks: [],
    remarks: [],
    leftOut: null,
    platform: null,
    account: null,
    clientKey: null,
    client: null,
    roles: null,
    since: null,
    until: { kind: "unknown" },
    people: [],
  };
}

export type QuestionBook = {
  questions: Map<string, Question>;
  ask: (draft: Draft, question: Omit<Question, "rows">) => string | null;
};

/**
 * Collects the questions, one for all rows that ask the same. `ask` gives the answer when there is one, the
 * row's own before the common one; otherwise it notes the row under the question and gives null. An answer
 * that is neither proposed nor typed in the question's way counts as none.
 */
export function questionBook(answers: Readonly<Record<string, string>>): QuestionBook {
  const questions = new Map<string, Question>();
  return {
    questions,
    ask(draft, question) {
      const answer =
        ownAnswer(answers, `${question.key}#${draft.row.number}`) ?? ownAnswer(answers, question.key);
      if (answer === LEAVE_OUT) {
        draft.leftOut = "You chose to leave this row out.";
        return null;
      }
      if (answer !== undefined && isPossible(answer, question)) return answer;
      const noted = questions.get(question.key);
      if (noted) noted.rows.push(draft.row.number);
      else questions.set(question.key, { ...question, rows: [draft.row.number] });
      draft.asks.push(question.key);
      return null;
    },
  };
}

function ownAnswer(answers: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

function isPossible(answer: string, question: Omit<Question, "rows">): boolean {
  if (question.proposals.some((proposal) => proposal.answer === answer)) return true;
  return (
    question.typed !== null && answer.startsWith(question.typed) && answer.length > question.typed.length
  );
}
