import type { Reader } from "@/lib/db";
import type { Seat } from "@/lib/moves/read-seats";
import type { MoveDecision, MoveState, MoveVerdict } from "@/prisma/generated/enums";

/** A line of a move as it is kept. */
export type LineRow = {
  id: string;
  grantId: string | null;
  kitLineId: string | null;
  verdict: MoveVerdict;
  toRoleIds: string[];
  because: string;
  decision: MoveDecision | null;
  reason: string | null;
  keepUntil: Date | null;
  decidedById: string | null;
  decidedAt: Date | null;
  fellBack: boolean;
};

/** A move with its person, its seats and its lines. */
export type MoveRow = {
  id: string;
  number: number;
  personId: string;
  personName: string;
  /** Who manages the person now, and after the move. */
  managerIds: (string | null)[];
  leaving: boolean;
  /** Away for long, with access suspended: the move waits until they are back. */
  away: boolean;
  state: MoveState;
  title: string | null;
  department: string | null;
  managerId: string | null;
  effectiveOn: Date;
  note: string | null;
  heirId: string | null;
  proposedById: string | null;
  ends: string[];
  begins: Seat[];
  lines: LineRow[];
};

/** Locks the person first, as everywhere, then the move, and reads it; null when there is none. */
export async function lockMove(reader: Reader, id: string): Promise<MoveRow | null> {
  await reader.$queryRaw`
    SELECT p.id FROM "Person" p JOIN "Move" m ON m."personId" = p.id WHERE m.id = ${id}::uuid FOR UPDATE OF p`;
  await reader.$queryRaw`SELECT id FROM "Move" WHERE id = ${id}::uuid FOR UPDATE`;
  return readMove(reader, id);
}

/** Reads one move; null when there is none. Asks no permission: for commands, and for queries that have asked. */
export async function readMove(reader: Reader, id: string): Promise<MoveRow | null> {
  const move = await reader.move.findUnique({
    where: { id },
    include: {
      person: {
        select: {
          name: true,
          managerId: true,
          awaySince: true,
          endedAt: true,
          departures: { where: { cancelledAt: null }, select: { id: true }, take: 1 },
        },
      },
      seats: { orderBy: { id: "asc" } },
      lines: { orderBy: { id: "asc" } },
    },
  });
  if (!move) return null;
  const { person, seats, lines } = move;
  return {
    id: move.id,
    number: move.number,
    personId: move.personId,
    personName: person.name,
    managerIds: [person.managerId, move.managerId],
    leaving: person.endedAt !== null || person.departures.length > 0,
    away: person.awaySince !== null,
    state: move.state,
    title: move.title,
    department: move.department,
    managerId: move.managerId,
    effectiveOn: move.effectiveOn,
    note: move.note,
    heirId: move.heirId,
    proposedById: move.proposedById,
    ends: seats.flatMap((seat) => seat.membershipId ?? []),
    begins: seats
      .filter((seat) => seat.effect === "begin")
      .map(({ engagementId, role }) => ({ engagementId, role })),
    lines: lines.map(({ moveId: _, personId: __, ...line }) => line),
  };
}

/** A move in sentences, and in the audit: "M-12". */
export const moveName = (number: number): string => `M-${number}`;

/** The object of a move's audit events. */
export const moveObject = (move: { id: string; number: number; personName: string }) => ({
  objectType: "move",
  objectId: move.id,
  objectName: `${moveName(move.number)}: ${move.personName}`,
});
