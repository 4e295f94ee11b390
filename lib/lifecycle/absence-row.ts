import type { Reader } from "@/lib/db";
import type { AbsenceKind, AbsenceOutcome } from "@/prisma/generated/enums";

/** An absence's own row with the names on it. */
export type AbsenceRow = {
  id: string;
  number: number;
  personId: string;
  personName: string;
  kind: AbsenceKind;
  startsOn: Date;
  expectedOn: Date | null;
  standInId: string | null;
  standInName: string | null;
  begunAt: Date | null;
  endedAt: Date | null;
  outcome: AbsenceOutcome | null;
};

/** Reads one absence; null when there is none. */
export async function readAbsence(reader: Reader, id: string): Promise<AbsenceRow | null> {
  const [row] = await reader.$queryRaw<AbsenceRow[]>`
    SELECT b.id, b.number, b."personId", p.name AS "personName", b.kind::text, b."startsOn", b."expectedOn",
      b."standInId", s.name AS "standInName", b."begunAt", b."endedAt", b.outcome::text
    FROM "Absence" b JOIN "Person" p ON p.id = b."personId" LEFT JOIN "Person" s ON s.id = b."standInId"
    WHERE b.id = ${id}::uuid`;
  return row ?? null;
}

/** Locks one absence and its person, then reads it; null when there is none. */
export async function lockAbsence(reader: Reader, id: string): Promise<AbsenceRow | null> {
  await reader.$queryRaw`
    SELECT p.id FROM "Absence" b JOIN "Person" p ON p.id = b."personId" WHERE b.id = ${id}::uuid FOR UPDATE`;
  return readAbsence(reader, id);
}

/** What its audit events are about. */
export const absenceObject = ({ id, number, personName }: AbsenceRow) => ({
  objectType: "absence",
  objectId: id,
  objectName: `A-${number}: ${personName}`,
});
