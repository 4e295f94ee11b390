import { CAPABILITY_NOUNS, type Capability } from "@/lib/platforms/capabilities";
import { WORK } from "@/lib/platforms/work";

const list = new Intl.ListFormat("en-GB", { style: "long", type: "conjunction" });
const longDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** A day in a sentence: "31 December 2026". */
export const dayInWords = (at: Date): string => longDay.format(at);

const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** A moment in a sentence: "31 December at 14:05 UTC". */
export const momentInWords = (at: Date): string => `${moment.format(at)} UTC`;

/** The last day of something that ends at this moment: what ends at midnight ends with the day before. */
export const lastDayInWords = (end: Date): string => dayInWords(new Date(end.getTime() - 1));

/** How long something lasts: "4 hours", "1 hour and 30 minutes". */
export function hoursInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [
    hours > 0 ? `${hours} ${hours === 1 ? "hour" : "hours"}` : null,
    rest > 0 ? `${rest} minutes` : null,
  ]
    .filter((part) => part !== null)
    .join(" and ");
}

/** Names or phrases in a sentence: "a, b and c". */
export const listed = (words: readonly string[]): string => list.format(words);

/** Capabilities as things that are added or lacking: "billing and user management". */
export const nounsOf = (capabilities: readonly Capability[]): string =>
  list.format(capabilities.map((capability) => CAPABILITY_NOUNS[capability]));

/** The chosen kinds of work, after "asks to": "publish campaigns and change budgets". Unknown keys are left out. */
export function workInWords(keys: readonly string[]): string {
  const labels = WORK.filter((work) => keys.includes(work.key)).map(
    (work) => work.label.charAt(0).toLowerCase() + work.label.slice(1),
  );
  return list.format(labels);
}

/** The title of a request: who asks for what, for whom, at which client; who asked, when nothing of it waits. */
export function requestSentence(request: {
  requester: { id: string; name: string };
  people: readonly { id: string; name: string }[];
  work: readonly string[];
  clientName: string;
  waits: boolean;
}): string {
  const { requester, people, work, clientName, waits } = request;
  const [asks, can] = waits ? ["asks", "can"] : ["asked", "could"];
  const [only] = people;
  const own = people.length === 1 && only?.id === requester.id;
  if (own) return `${requester.name} ${asks} to ${workInWords(work)} for ${clientName}`;
  const names =
    people.length > 3
      ? `${listed(people.slice(0, 2).map((person) => person.name))} and ${people.length - 2} others`
      : listed(people.map((person) => person.name));
  return `${requester.name} ${asks} that ${names} ${can} ${workInWords(work)} for ${clientName}`;
}

/** How a request is named: R-2381. */
export const requestName = (number: number): string => `R-${number}`;

/** What came of a decision, for the status line: "2 approved, 1 given less. 3 tasks follow." */
export function decidedInWords(decided: {
  approved: number;
  lowered: number;
  rejected: number;
  waiting: number;
  tasks: number;
}): string {
  const parts = [
    decided.approved > 0 ? `${decided.approved} approved` : null,
    decided.lowered > 0 ? `${decided.lowered} given less` : null,
    decided.rejected > 0 ? `${decided.rejected} rejected` : null,
    decided.waiting > 0 ? `${decided.waiting} approved, until the client says yes` : null,
  ].filter((part) => part !== null);
  const tasks =
    decided.tasks === 1 ? " 1 task follows." : decided.tasks > 1 ? ` ${decided.tasks} tasks follow.` : "";
  return `${parts.join(", ")}.${tasks}`;
}

/** What was asked from a kit, for the status line: "3 accounts are asked for, in ." */
export function kitAskedInWords({
  items,
  requests,
}: {
  items: number;
  requests: readonly { number: number }[];
}) {
  const what = items === 1 ? "1 account is asked for" : `${items} accounts are asked for`;
  return `${what}, in ${listed(requests.map(({ number }) => requestName(number)))}.`;
}

/** What was copied into an engagement's kits, for the status line, with all that was left out. */
export function kitCopiedInWords({
  copied,
  leftOut,
}: {
  copied: number;
  leftOut: readonly string[];
}): string {
  const what = copied === 1 ? "1 line is copied." : `${copied} lines are copied.`;
  return leftOut.length > 0 ? `${what} Left out: ${leftOut.join(" ")}` : what;
}

/** What owners are told of what nobody can decide. */
export const NOBODY_DECIDES =
  "Nobody can decide it: whoever could has asked for it, would hold it, or decides in the place of somebody who did. It stays closed until somebody else is a security lead or an owner.";
