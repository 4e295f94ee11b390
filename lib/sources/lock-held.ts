import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { lockGuard } from "@/lib/sources/lock-guard";
import type { DepartureKind } from "@/prisma/generated/enums";

/** What is held and about whom, as it was reported. */
export type Held = {
  id: string;
  personId: string;
  name: string;
  source: string;
  kind: DepartureKind;
  lastMoment: Date | null;
  note: string | null;
  decidedAt: Date | null;
  startsOn: Date | null;
  personEnded: boolean;
  /** A departure of theirs that somebody has started meanwhile. */
  underWayId: string | null;
};

/** Held departures with their people, locked; null when one is not there. The guard first, as who reports does. */
export async function lockHeld(tx: Tx, heldIds: readonly string[]): Promise<Held[] | null> {
  const ids = [...new Set(heldIds)];
  await lockGuard(tx);
  await tx.$queryRaw`
    SELECT p.id FROM "Person" p WHERE p.id IN (SELECT r."personId" FROM "DepartureReport" r
      WHERE r.id = ANY (${ids}::uuid[])) ORDER BY p.id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "DepartureReport" WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const held = await tx.$queryRaw<Held[]>`
    SELECT r.id, r."personId", p.name, s.name AS source, r.kind::text, r."lastMoment", r.note, r."decidedAt", p."startsOn",
      p."endedAt" IS NOT NULL AS "personEnded",
      (SELECT d.id FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL
        AND d."certifiedAt" IS NULL) AS "underWayId"
    FROM "DepartureReport" r JOIN "Person" p ON p.id = r."personId" JOIN "HrSource" s ON s.id = r."sourceId"
    WHERE r.id = ANY (${ids}::uuid[]) AND r."heldBecause" IS NOT NULL ORDER BY p.id`;
  return held.length === ids.length ? held : null;
}

/** Raises conflict for what somebody has decided already. */
export function refuseDecided(held: readonly Held[]): void {
  const decided = held.find((each) => each.decidedAt);
  if (decided)
    throw conflict(
      `It is decided already what becomes of ${decided.name}. Reload the page to see how it stands.`,
    );
}

/** Nobody decides about their own departure. */
export const decidesForOthers = (actor: { personId: string | null }, held: readonly Held[]): true | string =>
  !held.some((each) => each.personId === actor.personId) ||
  "One of these is about you. Somebody else has to decide it.";

/** Their names as a list for a sentence: the first three, and how many more. */
export function namesOf(held: readonly Held[]): string {
  const names = held.map((each) => each.name);
  return names.length <= 3
    ? new Intl.ListFormat("en-GB").format(names)
    : `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
