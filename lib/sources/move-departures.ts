import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import type { Reported } from "@/lib/sources/lock-reported";
import type { Word } from "@/lib/sources/report-departures";
import { movesTo, type UnderWay } from "@/lib/sources/rules/moves-to";

/**
 * What a source says anew of people whose departure is under way: another last day, or that it is now. The departure
 * follows, and so do its due times. Nobody moves their own, and a day that cannot be right moves nothing.
 */
export async function moveDepartures(
  tx: Tx,
  actor: Actor,
  source: { id: string; name: string },
  people: readonly (Reported & { word: Word })[],
  now: Date,
): Promise<void> {
  if (people.length === 0) return;
  const underWay = await readUnderWay(
    tx,
    source.id,
    people.map((person) => person.id),
  );
  const moves = people.flatMap((person) => {
    const departure = underWay.find((each) => each.personId === person.id);
    if (!departure || person.id === actor.personId) return [];
    const to = movesTo(person.word, departure, now);
    return to && typeof lastMomentOf({ ...person, ...to }, now) !== "string" ? [{ departure, to }] : [];
  });
  // One by one: of those who are leaving just now, whose day is another one than before. That is never many.
  for (const { departure, to } of moves) {
    const terminateNow = to.kind === "terminated_now";
    await changeLastMoment.within(tx, actor, {
      departureId: departure.id,
      ...(terminateNow ? { terminateNow } : { lastMoment: to.lastMoment }),
      note: `${source.name} reported it.`,
    });
    const word = { kind: to.kind, lastMoment: to.lastMoment ?? null };
    if (departure.reportId)
      await tx.departureReport.update({ where: { id: departure.reportId }, data: word });
    else
      await tx.departureReport.create({
        data: {
          ...word,
          sourceId: source.id,
          personId: departure.personId,
          departureId: departure.id,
          reportedAt: now,
        },
      });
  }
}

/** The departures of these people, with what this source has said of each before. */
function readUnderWay(tx: Tx, sourceId: string, personIds: readonly string[]) {
  return tx.$queryRaw<(UnderWay & { id: string; personId: string; reportId: string | null })[]>`
    SELECT d.id, d."personId", d.kind::text, d."lastMoment", r.id AS "reportId", r.kind::text AS "saidKind",
      r."lastMoment" AS "saidMoment"
    FROM "Departure" d LEFT JOIN LATERAL (
      SELECT w.id, w.kind, w."lastMoment" FROM "DepartureReport" w
      WHERE w."departureId" = d.id AND w."sourceId" = ${sourceId}::uuid ORDER BY w.id DESC LIMIT 1
    ) r ON true
    WHERE d."personId" = ANY (${[...personIds]}::uuid[]) AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL
    ORDER BY d."personId"`;
}
