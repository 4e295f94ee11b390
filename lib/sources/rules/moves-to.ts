import { lastDayMoves } from "@/lib/imports/last-day-moves";
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
 * Where a word moves a departure that runs: null for nowhere. That somebody is gone now counts once; of a day see
 * lastDayMoves.
 */
export function movesTo(word: Word, departure: UnderWay, now: Date): Word | null {
  if (isAtOnce(departure.kind)) return null;
  if (isAtOnce(word.kind))
    return departure.saidKind === word.kind || departure.lastMoment <= now
      ? null
      : { kind: "terminated_now" };
  const { lastMoment } = word;
  const running = { ...departure, said: departure.saidKind !== null };
  return lastMoment && lastDayMoves(lastMoment, running, now) ? { kind: departure.kind, lastMoment } : null;
}
