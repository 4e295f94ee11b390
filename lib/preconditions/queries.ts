import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { pairInWords } from "@/lib/preconditions/rules/conflict-words";
import { exceptFromInWords } from "@/lib/preconditions/rules/words";

export type WallRow = {
  id: string;
  between: [string, string];
  reason: string;
  createdAt: Date;
  endedAt: Date | null;
  endReason: string | null;
};

export type ExceptionRow = {
  id: string;
  personName: string;
  personId: string;
  clientName: string;
  what: string;
  reason: string;
  approvedBy: string;
  endsAt: Date;
  endedAt: Date | null;
  over: boolean;
  /** How many approvals have made use of it. */
  uses: number;
};

export type Preconditions = {
  walls: WallRow[];
  exceptions: ExceptionRow[];
  people: { id: string; name: string }[];
  clients: { id: string; name: string }[];
  /** The conflicting duties that an exception can be from. */
  pairs: { id: string; name: string }[];
  can: { walls: boolean; approve: boolean; end: boolean };
};

/** Ethical walls and exceptions, those that count first, with what the forms offer. */
export async function getPreconditions(actor: Actor, now = new Date()): Promise<Preconditions> {
  requirePermission(actor, "exceptions.read");
  const name = { select: { name: true } };
  const [walls, exceptions, people, clients, pairs] = await Promise.all([
    db.ethicalWall.findMany({
      orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "asc" }],
      include: { clientA: name, clientB: name },
      take: 200,
    }),
    db.accessException.findMany({
      orderBy: [{ endsAt: "desc" }, { id: "asc" }],
      include: {
        person: name,
        client: name,
        approvedBy: name,
        conflict: true,
        _count: { select: { uses: true } },
      },
      take: 200,
    }),
    db.person.findMany({
      where: { endedAt: null },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    }),
    db.client.findMany({
      where: { endedAt: null },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    }),
    db.dutyConflict.findMany({
      where: { endedAt: null },
      select: { id: true, firstDuty: true, secondDuty: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  ]);
  const rows = exceptions.map(
    ({
      id,
      person,
      personId,
      client,
      precondition,
      conflict: pair,
      reason,
      approvedBy,
      endsAt,
      endedAt,
      _count,
    }) => ({
      id,
      personName: person.name,
      personId,
      clientName: client.name,
      what: exceptFromInWords(precondition, pair),
      reason,
      approvedBy: approvedBy.name,
      endsAt,
      endedAt,
      over: endedAt !== null || endsAt <= now,
      uses: _count.uses,
    }),
  );
  return {
    walls: walls.map(({ id, clientA, clientB, reason, createdAt, endedAt, endReason }) => ({
      id,
      between: [clientA.name, clientB.name],
      reason,
      createdAt,
      endedAt,
      endReason,
    })),
    exceptions: [...rows.filter((row) => !row.over), ...rows.filter((row) => row.over)],
    people,
    clients,
    pairs: pairs.map(({ id, firstDuty, secondDuty }) => ({
      id,
      name: pairInWords({ first: firstDuty, second: secondDuty }),
    })),
    can: {
      walls: may(actor, "walls.write"),
      approve: may(actor, "exceptions.approve"),
      end: may(actor, "exceptions.end"),
    },
  };
}
