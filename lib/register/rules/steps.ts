import type { TaskKind } from "@/prisma/generated/enums";

/** What a platform's steps have to say at {accountId}, {identity} and {role}. */
export type StepWords = { accountId: string; identity: string; role: string };

/** The platform's own way to give and to take access, step by step. */
export type PlatformSteps = { grantSteps: readonly string[]; removeSteps: readonly string[] };

/**
 * The platform's steps for a task, with the real account id, identity and role names in their places; none for
 * work that no platform knows. A change is the giving, and a look that the old role is gone. A look at a platform has
 * the steps of the removal: they say where people are listed, and what to do when somebody is there.
 */
export function fillSteps(kind: TaskKind, platform: PlatformSteps, words: StepWords): string[] {
  if (kind !== "grant" && kind !== "change" && kind !== "revoke" && kind !== "look") return [];
  const steps = kind === "revoke" || kind === "look" ? platform.removeSteps : platform.grantSteps;
  const filled = steps.map((step) =>
    step
      .replaceAll("{accountId}", words.accountId)
      .replaceAll("{identity}", words.identity)
      .replaceAll("{role}", words.role),
  );
  return kind === "change"
    ? [
        ...filled,
        `Look at the list of users once more: ${words.identity} now has ${words.role}, and no longer the old role.`,
      ]
    : filled;
}

/** The words of a look: the account and the address where there is one alone, else that it is each of them. */
export function lookWords({
  accounts,
  names,
}: {
  accounts: readonly { accountId: string; above: boolean }[];
  names: readonly { address: string }[];
}): StepWords {
  const [account, ...moreAccounts] = accounts.filter((each) => !each.above);
  const [name, ...moreNames] = names;
  return {
    accountId: account && moreAccounts.length === 0 ? account.accountId : "(each account’s id)",
    identity: name && moreNames.length === 0 ? name.address : "(each address)",
    role: "(the role)",
  };
}

/**
 * The words of several tasks for steps that are shown once: what all of them share stands there as it is, what
 * differs is named as the column of the list that has it.
 */
export function wordsTogether(tasks: readonly StepWords[]): StepWords {
  const shared = (key: keyof StepWords, otherwise: string) => {
    const [first, ...more] = new Set(tasks.map((words) => words[key]));
    return first && more.length === 0 ? first : otherwise;
  };
  return {
    accountId: shared("accountId", "(each task’s account id)"),
    identity: shared("identity", "(each task’s person)"),
    role: shared("role", "(each task’s role)"),
  };
}
