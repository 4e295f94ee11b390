import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { decidesForOthers, lockHeld, namesOf, refuseDecided } from "@/lib/sources/lock-held";
import { fitWord } from "@/lib/sources/rules/read-start";

/** So many at once: each is a whole departure, and all of them are one transaction. */
export const MOST_RELEASED = 50;

/**
 * Somebody has asked, and they do leave: starts the held departures, with the checklists and the end of the sessions,
 * all or none. Whose departure was started by somebody meanwhile is settled with that one. Raises conflict for what
 * is decided already, for somebody who has left, and for what cannot be started.
 */
export const releaseDepartures = command({
  name: "sources.release-departures",
  permission: "departures.release",
  timeoutMs: 60_000,
  input: z.strictObject({
    heldIds: z
      .array(id())
      .min(1, "Choose at least one.")
      .max(MOST_RELEASED, `Release ${MOST_RELEASED} at a time at most.`),
  }),
  target: (tx, { heldIds }) => lockHeld(tx, heldIds),
  confirming: ({ target }) => `start the departure of ${namesOf(target)}`,
  allow: ({ actor, target }) => decidesForOthers(actor, target),
  async change({ tx, actor, target: held, now }) {
    refuseDecided(held);
    const gone = held.find((each) => each.personEnded);
    if (gone) throw conflict(`${gone.name} has left already, so there is nothing to start. Drop that one.`);
    const started: { id: string; departureId: string }[] = [];
    // At most MOST_RELEASED.
    for (const each of held) {
      const { underWayId, personId, source } = each;
      const word = { ...each, lastMoment: each.lastMoment ?? undefined };
      const { kind, lastMoment, note } = fitWord(word, each.startsOn, now);
      const departureId =
        underWayId ??
        (
          await startDeparture.within(tx, actor, {
            personId,
            kind,
            lastMoment,
            note: [`${source} reported it; ${actor.name} released it.`, note].filter(Boolean).join(" "),
          })
        ).departureId;
      started.push({ id: each.id, departureId });
    }
    await tx.$executeRaw`
      UPDATE "DepartureReport" r SET "decidedAt" = ${now}::timestamptz, "decidedById" = ${actor.personId}::uuid,
        "departureId" = s."departureId"
      FROM jsonb_to_recordset(${JSON.stringify(started)}::jsonb) AS s(id uuid, "departureId" uuid) WHERE r.id = s.id`;
    const audit: AuditEntry[] = held.map((each) => ({
      objectType: "person",
      objectId: each.personId,
      objectName: each.name,
      before: { held: true },
      after: { released: true, source: each.source },
    }));
    return { result: { released: started.length }, audit };
  },
});
