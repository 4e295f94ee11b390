import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import type { Capability } from "@/lib/platforms/capabilities";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import {
  conflictInWords,
  effectWords,
  holdingInWords,
  oneRoleWords,
  pairInWords,
  reachWords,
  termsInWords,
} from "@/lib/preconditions/rules/conflict-words";
import type { ConflictChangeKind, ConflictEffect, ConflictReach } from "@/prisma/generated/enums";

/** Somebody who holds a pair, by one example; at how many places. */
export type ConflictHolder = {
  personId: string;
  name: string;
  how: string;
  places: number;
  /** Until when an exception lets them; null: none does. */
  exceptUntil: Date | null;
};

export type ConflictChange = {
  id: string;
  kind: ConflictChangeKind;
  /** What it was from then on: "marked at the same client, by different roles". */
  terms: string;
  reason: string;
  at: Date;
  /** Null: as Keyholder came. */
  by: string | null;
};

/** A pair as its page shows it. */
export type ConflictRow = {
  id: string;
  pair: string;
  reach: ConflictReach;
  effect: ConflictEffect;
  oneRole: boolean;
  /** Where it counts and what comes of it, in words. */
  where: string;
  what: string;
  reason: string;
  endedAt: Date | null;
  /** Who holds both today, by name; empty where it is over. */
  holders: ConflictHolder[];
  /** The last first. */
  changes: ConflictChange[];
};

export type Conflicts = { pairs: ConflictRow[]; can: { write: boolean } };

/** The pairs that are in force, then those that were, each with who holds it now and what became of it. */
export async function getConflicts(actor: Actor, now = new Date()): Promise<Conflicts> {
  requirePermission(actor, "conflicts.read");
  const name = { select: { name: true } };
  const [pairs, found, exceptions] = await Promise.all([
    db.dutyConflict.findMany({
      orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "asc" }, { id: "asc" }],
      include: { changes: { orderBy: [{ at: "desc" }, { id: "desc" }], include: { by: name } } },
      take: 200,
    }),
    readConflicts(db, null),
    db.accessException.findMany({
      where: { conflictId: { not: null }, endedAt: null, endsAt: { gt: now } },
      select: { personId: true, conflictId: true, endsAt: true },
      orderBy: { endsAt: "asc" },
    }),
  ]);
  const people = await db.person.findMany({
    where: { id: { in: [...found.keys()] } },
    select: { id: true, name: true },
  });
  const until = new Map(exceptions.map((each) => [`${each.personId} ${each.conflictId}`, each.endsAt]));
  const holdersOf = (conflictId: string): ConflictHolder[] =>
    people
      .flatMap(({ id, name: personName }) => {
        const [first, ...more] = (found.get(id) ?? []).filter(({ pair }) => pair.id === conflictId);
        if (!first) return [];
        const exceptUntil = until.get(`${id} ${conflictId}`) ?? null;
        return [
          {
            personId: id,
            name: personName,
            how: holdingInWords(first),
            places: more.length + 1,
            exceptUntil,
          },
        ];
      })
      .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return {
    pairs: pairs.map(({ id, firstDuty, secondDuty, reach, effect, oneRole, reason, endedAt, changes }) => ({
      id,
      pair: pairInWords({ first: firstDuty as Capability, second: secondDuty as Capability }),
      reach,
      effect,
      oneRole,
      where: `${reachWords[reach]}, ${oneRoleWords(oneRole)}`,
      what: effectWords[effect],
      reason,
      endedAt,
      holders: endedAt ? [] : holdersOf(id),
      changes: changes.map(({ by, ...change }) => ({
        id: change.id,
        kind: change.kind,
        terms: termsInWords(change),
        reason: change.reason,
        at: change.at,
        by: by?.name ?? null,
      })),
    })),
    can: { write: may(actor, "conflicts.write") },
  };
}

/** A pair that one person holds, by one example, in words. */
export type HeldConflict = {
  id: string;
  effect: ConflictEffect;
  what: string;
  where: string;
  how: string;
  /** At how many places. */
  places: number;
  reason: string;
};

/** The conflicting duties that a person holds today, each pair once. Raises forbidden. */
export async function conflictsOfPerson(actor: Actor, personId: string): Promise<HeldConflict[]> {
  requirePermission(actor, "conflicts.read");
  if (!isId(personId)) return [];
  const found = (await readConflicts(db, [personId])).get(personId) ?? [];
  return [...Map.groupBy(found, ({ pair }) => pair.id).values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const { id, effect, reach, reason } = first.pair;
    const words = { what: effectWords[effect], where: reachWords[reach], how: conflictInWords(first) };
    return [{ id, effect, ...words, places: more.length + 1, reason }];
  });
}
