import { isAtOnce } from "@/lib/lifecycle/rules/kinds";
import type { DepartureKind } from "@/prisma/generated/enums";

/** A departure that runs, and what the source said of it last, if it has said anything. */
export type UnderWay = {
  kind: DepartureKind;
  lastMoment: Date;
  saidKind: DepartureKind | null;
  saidMoment: Date | null;
};

type Word = { kind: DepartureKind; lastMoment?: Date | undefined };

/**
 * Where a word moves a departure that runs: null for nowhere. What the source has said before is no news, for a person
 * may have moved it since and knows better. A source that did not begin it can bring the end nearer, and not put it off.
 */
export function movesTo(word: Word, departure: UnderWay, now: Date): Word | null {
  if (isAtOnce(departure.kind)) return null;
  if (isAtOnce(word.kind))
    return departure.saidKind === word.kind || departure.lastMoment <= now
      ? null
      : { kind: "terminated_now" };
  const { lastMoment } = word;
  if (!lastMoment || lastMoment.getTime() === departure.lastMoment.getTime()) return null;
  if (departure.saidKind !== null)
    return departure.saidMoment?.getTime() === lastMoment.getTime()
      ? null
      : { kind: departure.kind, lastMoment };
  return lastMoment < departure.lastMoment ? { kind: departure.kind, lastMoment } : null;
}
