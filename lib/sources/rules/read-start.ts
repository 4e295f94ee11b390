import type { Actor } from "@/lib/auth/actor";
import { LONGEST_AGO, lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import { canStart } from "@/lib/lifecycle/rules/may";
import type { DepartureKind } from "@/prisma/generated/enums";

type Person = { id: string; name: string; startsOn: Date | null };
type Word = { kind: DepartureKind; lastMoment?: Date | undefined; note: string | null };

/**
 * Whether a departure can be started as it was reported: null, or the sentence that says why a person has to look at
 * it. Of owners who would all go at once none is started, for nobody could run Keyholder then.
 */
export function readStart<P extends Person, W extends Word>(
  actor: Pick<Actor, "personId">,
  person: P,
  word: W,
  stayingOwners: ReadonlySet<string>,
  together: readonly Person[],
  now: Date,
): { person: P; word: W; sentence: string | null } {
  const fitting = fitWord(word, person.startsOn, now);
  return {
    person,
    word: fitting,
    sentence: sentenceOf(actor, person, fitting, stayingOwners, together, now),
  };
}

/**
 * A word that can be acted on. Who leaves before their first day has never started. A last day of long ago becomes this
 * moment, and the note says what was reported: their access ends in any case.
 */
export function fitWord<W extends Word>(word: W, startsOn: Date | null, now: Date): W {
  if (startsOn && startsOn > now && (word.lastMoment ?? now) < startsOn)
    return { ...word, kind: "never_started", lastMoment: undefined };
  if (!word.lastMoment || now.getTime() - word.lastMoment.getTime() <= LONGEST_AGO) return word;
  const said = `The last day that was reported is ${word.lastMoment.toISOString().slice(0, 10)}.`;
  return { ...word, lastMoment: now, note: [word.note, said].filter(Boolean).join(" ") };
}

function sentenceOf(
  actor: Pick<Actor, "personId">,
  person: Person,
  word: Word,
  stayingOwners: ReadonlySet<string>,
  together: readonly Person[],
  now: Date,
): string | null {
  const may = canStart(actor, person.id);
  if (may !== true) return may;
  const lastMoment = lastMomentOf({ ...person, ...word }, now);
  if (typeof lastMoment === "string") return lastMoment;
  const gone = new Set(together.map((each) => each.id));
  if (stayingOwners.has(person.id) && stayingOwners.isSubsetOf(gone))
    return `Without ${person.name} Keyholder would have no owner. Make somebody else an owner first.`;
  return null;
}
