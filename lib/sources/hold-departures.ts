import type { Tx } from "@/lib/db";
import type { DepartureKind, HeldBecause } from "@/prisma/generated/enums";

type ToHold = {
  person: { id: string; name: string };
  word: { kind: DepartureKind; lastMoment?: Date | undefined; note: string | null };
  because: HeldBecause;
  sentence: string | null;
};

export type Kept = {
  personId: string;
  heldId: string;
  name: string;
  kind: DepartureKind;
  lastMoment: Date | null;
  note: string | null;
  because: HeldBecause;
  sentence: string | null;
  /** Whether this report added or changed something: what was said before in the same words did not. */
  changed: boolean;
};

/**
 * Keeps what is held, one statement for all of it. Who waits already keeps their row and why it is held; a newer word
 * of the last day takes the place of the older one.
 */
export async function holdDepartures(
  tx: Tx,
  { sourceId, now, held }: { sourceId: string; now: Date; held: readonly ToHold[] },
): Promise<Kept[]> {
  if (held.length === 0) return [];
  const rows = held.map(({ person, word, because, sentence }) => ({
    personId: person.id,
    kind: word.kind,
    lastMoment: word.lastMoment?.toISOString() ?? null,
    note: word.note,
    because,
    sentence,
  }));
  const changed = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "DepartureReport" AS r ("sourceId", "personId", kind, "lastMoment", note, "reportedAt", "heldBecause",
      "heldSentence")
    SELECT ${sourceId}::uuid, h."personId", h.kind, h."lastMoment", h.note, ${now}, h.because, h.sentence
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS h("personId" uuid, kind "DepartureKind",
      "lastMoment" timestamptz, note text, because "HeldBecause", sentence text)
    ORDER BY h."personId"
    ON CONFLICT ("personId") WHERE "heldBecause" IS NOT NULL AND "decidedAt" IS NULL
    DO UPDATE SET kind = EXCLUDED.kind, "lastMoment" = EXCLUDED."lastMoment", note = EXCLUDED.note
    WHERE (r.kind, r."lastMoment", r.note) IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED."lastMoment", EXCLUDED.note)
    RETURNING r.id`;
  const fresh = new Set(changed.map((row) => row.id));
  const kept = await tx.departureReport.findMany({
    where: { personId: { in: rows.map((row) => row.personId) }, heldBecause: { not: null }, decidedAt: null },
    include: { person: { select: { name: true } } },
    orderBy: { id: "asc" },
  });
  return kept.map(({ id, heldBecause, heldSentence, person, ...row }) => ({
    personId: row.personId,
    heldId: id,
    name: person.name,
    kind: row.kind,
    lastMoment: row.lastMoment,
    note: row.note,
    because: heldBecause ?? "too_many",
    sentence: heldSentence,
    changed: fresh.has(id),
  }));
}
