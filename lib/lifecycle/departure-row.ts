import type { Reader } from "@/lib/db";
import type { DepartureKind } from "@/prisma/generated/enums";

/** A departure's own row with the names on it. */
export type DepartureRow = {
  id: string;
  number: number;
  personId: string;
  personName: string;
  personTitle: string | null;
  kind: DepartureKind;
  lastMoment: Date;
  note: string | null;
  startedAt: Date;
  startedBy: string | null;
  /** Who was named to take over. */
  heirId: string | null;
  heirName: string | null;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  cancelReason: string | null;
  certifiedAt: Date | null;
  certifiedBy: string | null;
  certificateSha256: string | null;
  /** A key was seen again after the certificate. */
  reopenedAt: Date | null;
  reopenReason: string | null;
};

/** Reads one departure; null when there is none. */
export async function readDeparture(reader: Reader, id: string): Promise<DepartureRow | null> {
  const [row] = await reader.$queryRaw<DepartureRow[]>`
    SELECT d.id, d.number, d."personId", p.name AS "personName", p.title AS "personTitle", d.kind::text,
      d."lastMoment", d.note, d."startedAt", s.name AS "startedBy", d."heirId",
      h.name AS "heirName", d."cancelledAt", x.name AS "cancelledBy",
      d."cancelReason", d."certifiedAt", c.name AS "certifiedBy", d."certificateSha256", d."reopenedAt",
      d."reopenReason"
    FROM "Departure" d
    JOIN "Person" p ON p.id = d."personId"
    LEFT JOIN "Person" s ON s.id = d."startedById"
    LEFT JOIN "Person" h ON h.id = d."heirId"
    LEFT JOIN "Person" x ON x.id = d."cancelledById"
    LEFT JOIN "Person" c ON c.id = d."certifiedById"
    WHERE d.id = ${id}::uuid`;
  return row ?? null;
}

/** Locks one departure, then reads it; null when there is none. */
export async function lockDeparture(reader: Reader, id: string): Promise<DepartureRow | null> {
  await reader.$queryRaw`SELECT id FROM "Departure" WHERE id = ${id}::uuid FOR UPDATE`;
  return readDeparture(reader, id);
}
