import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { Person } from "@/prisma/generated/client";

/**
 * Whom a call is about, by their number and their address, locked; null when nobody has either. Raises conflict when
 * these belong to two people, or the person is managed by another source or is nobody in particular (break-glass).
 */
export async function findPerson(
  tx: Tx,
  source: { id: string },
  who: { employeeNumber: string | null; email: string | null },
): Promise<Person | null> {
  const found = await tx.$queryRaw<{ id: string; name: string; sourceId: string | null; sealed: boolean }[]>`
    SELECT p.id, p.name, s."sourceId", coalesce(a."breakGlassAt" IS NOT NULL, false) AS sealed
    FROM "Person" p LEFT JOIN "SourcePerson" s ON s."personId" = p.id LEFT JOIN "Account" a ON a."personId" = p.id
    WHERE p."employeeNumber" = ${who.employeeNumber} OR p.email = ${who.email}
    ORDER BY p.id FOR UPDATE OF p`;
  const [person, other] = found;
  if (!person) return null;
  if (other)
    throw conflict(`The number is one of ${person.name} and ${other.name}, and the address the other's.`);
  if (person.sealed) throw conflict(`${person.name} is sealed for emergencies, and nobody's to change.`);
  if (person.sourceId && person.sourceId !== source.id)
    throw conflict(`${person.name} is managed by another HR system.`);
  return tx.person.findUnique({ where: { id: person.id } });
}
