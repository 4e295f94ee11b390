import { fold } from "./fold";
import type { Draft, QuestionBook } from "./question-book";
import type { AccountName, PlatformName, RoleName, Understanding } from "./understanding";

const DIGITS_LOST = /^\d(?:[.,]\d+)?e\+?\d{2,}$/i;

/** Understands the row's platform; asks when near ones exist, refuses when none does. */
export function understandPlatform(draft: Draft, understanding: Understanding, book: QuestionBook): void {
  const { text } = draft.row.platform;
  if (text === "") {
    draft.refusals.push("The row names no platform. Fill it in.");
    return;
  }
  const found = understanding.platform(text);
  if (found.kind === "one") {
    draft.platform = found.value;
    return;
  }
  const choices = found.kind === "several" ? found.candidates : found.near;
  if (choices.length === 0) {
    draft.refusals.push(
      `There is no platform “${text}” in the catalogue. Correct the name, or add the platform first.`,
    );
    return;
  }
  const answer = book.ask(draft, {
    key: `platform|${fold(text)}`,
    kind: "platform",
    sentence: `Which platform is “${text}”?`,
    proposals: choices.map((platform) => ({ answer: `platform:${platform.id}`, label: platform.name })),
    typed: null,
  });
  draft.platform = choices.find((platform) => `platform:${platform.id}` === answer) ?? null;
}

/** Understands the row's account id where there is one; a missing one is dealt with when all rows are known. */
export function understandAccount(draft: Draft, understanding: Understanding, book: QuestionBook): void {
  const { platform } = draft;
  const { text } = draft.row.account;
  if (platform === null || text === "") return;
  const found = understanding.account(platform.id, text);
  if (found.kind === "one" && !DIGITS_LOST.test(text)) {
    draft.account = found.value;
    return;
  }
  if (DIGITS_LOST.test(text)) {
    const sentence = `“${text}” is a ${platform.name} id that a spreadsheet program has shortened. What is the whole id?`;
    draft.account = askAccount(
      draft,
      platform,
      `account|${platform.id}|${fold(text)}`,
      sentence,
      [],
      understanding,
      book,
    );
    return;
  }
  const choices = found.kind === "several" ? found.candidates : found.kind === "none" ? found.near : [];
  if (choices.length === 0) {
    const why = found.kind === "none" && found.why ? ` ${found.why}` : "";
    draft.refusals.push(`“${text}” is not an account id of ${platform.name}.${why} Correct it in the file.`);
    return;
  }
  const sentence = `“${text}” is no account id of ${platform.name} as it stands. Which one is meant?`;
  draft.account = askAccount(
    draft,
    platform,
    `account|${platform.id}|${fold(text)}`,
    sentence,
    choices,
    understanding,
    book,
  );
}

/** Asks which account is meant, proposing some; what is typed instead is understood as a cell would be. */
export function askAccount(
  draft: Draft,
  platform: PlatformName,
  key: string,
  sentence: string,
  choices: readonly AccountName[],
  understanding: Understanding,
  book: QuestionBook,
): AccountName | null {
  const nameAnswer = (account: AccountName) => `account:${account.assetType}/${account.externalId}`;
  const proposals = choices.map((account) => ({ answer: nameAnswer(account), label: account.shown }));
  const answer = book.ask(draft, { key, kind: "account", sentence, proposals, typed: "account:" });
  if (answer === null) return null;
  const chosen = choices.find((account) => nameAnswer(account) === answer);
  if (chosen) return chosen;
  const typed = understanding.account(platform.id, answer.slice("account:".length));
  if (typed.kind === "one") return typed.value;
  draft.refusals.push(
    `The answer “${answer.slice("account:".length)}” is not an account id of ${platform.name}.`,
  );
  return null;
}

/** Understands the row's role, or the set of roles, on the kind of account that it is for. */
export function understandRole(
  draft: Draft,
  text: string,
  understanding: Understanding,
  book: QuestionBook,
): void {
  const { platform, account } = draft;
  if (platform === null) return;
  if (text === "") {
    draft.refusals.push("The row names no role. Fill in the access level.");
    return;
  }
  const assetType = account?.assetType ?? null;
  const found = understanding.role(platform.id, assetType, text);
  if (found.kind === "one") {
    draft.roles = found.value;
    return;
  }
  const choices = found.kind === "several" ? found.candidates : found.near;
  if (choices.length === 0) {
    const names = understanding.roleNames(platform.id, assetType).join(", ");
    draft.refusals.push(
      `${platform.name} has no role “${text}”. Its roles are: ${names}. Correct it in the file.`,
    );
    return;
  }
  // Which roles there are depends on the account: while that is open, asking would offer the wrong ones.
  if (account === null) return;
  const answer = book.ask(draft, {
    // One question for all kinds of account on which it has the same answers.
    key: `role|${platform.id}|${choices.map(roleAnswer).join()}|${fold(text)}`,
    kind: "role",
    sentence: `Which role of ${platform.name} is “${text}”?`,
    proposals: choices.map((roles) => ({
      answer: roleAnswer(roles),
      label: roles.map((role) => role.name).join(" + "),
    })),
    typed: null,
  });
  draft.roles = choices.find((roles) => roleAnswer(roles) === answer) ?? null;
}

function roleAnswer(roles: readonly RoleName[]): string {
  return `role:${roles.map((role) => role.key).join("+")}`;
}
