import type { Reader } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { DataAtEnd } from "@/prisma/generated/enums";

/** A closing's own row with the names on it. */
export type ClosingRow = {
  id: string;
  number: number;
  clientId: string;
  clientName: string;
  /** Null: the whole client is offboarded. */
  engagementId: string | null;
  engagementName: string | null;
  everything: boolean;
  lastMoment: Date;
  note: string | null;
  dataAtEnd: DataAtEnd;
  dataAtEndDays: number;
  startedAt: Date;
  startedBy: string | null;
  settledAt: Date | null;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  cancelReason: string | null;
  certifiedAt: Date | null;
  certifiedBy: string | null;
  roomUntil: Date | null;
};

/** Reads one closing; null when there is none. */
export async function readClosing(reader: Reader, id: string): Promise<ClosingRow | null> {
  const [row] = await reader.$queryRaw<ClosingRow[]>`
    SELECT d.id, d.number, d."clientId", c.name AS "clientName", d."engagementId", e.name AS "engagementName",
      d.everything, d."lastMoment", d.note, d."dataAtEnd"::text, d."dataAtEndDays", d."startedAt",
      s.name AS "startedBy", d."settledAt", d."cancelledAt", x.name AS "cancelledBy", d."cancelReason",
      d."certifiedAt", f.name AS "certifiedBy", d."roomUntil"
    FROM "Closing" d
    JOIN "Client" c ON c.id = d."clientId"
    LEFT JOIN "Engagement" e ON e.id = d."engagementId"
    LEFT JOIN "Person" s ON s.id = d."startedById"
    LEFT JOIN "Person" x ON x.id = d."cancelledById"
    LEFT JOIN "Person" f ON f.id = d."certifiedById"
    WHERE d.id = ${id}::uuid`;
  return row ?? null;
}

/** Locks one closing, then reads it; null when there is none. */
export async function lockClosing(reader: Reader, id: string): Promise<ClosingRow | null> {
  await reader.$queryRaw`SELECT id FROM "Closing" WHERE id = ${id}::uuid FOR UPDATE`;
  return readClosing(reader, id);
}

/** What ends, by its name: "Kite Insurance: Performance marketing", or the client alone. */
export const closingName = ({
  clientName,
  engagementName,
}: Pick<ClosingRow, "clientName" | "engagementName">): string =>
  engagementName ? `${clientName}: ${engagementName}` : clientName;

/** Raises conflict when a closing is over, one way or the other. */
export function refuseOver(closing: ClosingRow): void {
  if (closing.cancelledAt) throw conflict(`C-${closing.number} has been cancelled: the work goes on.`);
  if (closing.certifiedAt)
    throw conflict(
      `The close-out certificate of C-${closing.number} is issued. Nothing more is changed on it.`,
    );
}
