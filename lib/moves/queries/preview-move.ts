import { type Actor, requirePermission } from "@/lib/auth/actor";
import { readRunningEngagements } from "@/lib/clients/read-running-engagements";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type ShownLine, showLines } from "@/lib/moves/queries/show-lines";
import { readDifference } from "@/lib/moves/read-difference";
import { type Duties, readDuties } from "@/lib/moves/read-duties";
import { type LiveSeat, readSeats, type Seat, seatsAfter } from "@/lib/moves/read-seats";
import { canPropose } from "@/lib/moves/rules/may";

/** What a move would do, before it is proposed. */
export type MovePreview = {
  person: {
    id: string;
    name: string;
    title: string | null;
    department: string | null;
    managerId: string | null;
  };
  /** What they have now. */
  seats: LiveSeat[];
  /** Engagements that run, as a choice. */
  engagements: { id: string; name: string }[];
  lines: ShownLine<{ grantId: string | null; kitLineId: string | null; toRoleIds: string[] }>[];
  duties: Duties;
  /** The move that is under way already. */
  open: { id: string; number: number } | null;
  /** True, or why the actor cannot propose it. */
  proposes: true | string;
};

/**
 * What a person's move to other seats would keep, lower, take away and propose: as the command will do. Seats that are
 * not theirs and engagements that do not run count for nothing. Null: no such person. A constant number of statements.
 */
export async function previewMove(
  actor: Actor,
  personId: string,
  changeOf: (seats: readonly LiveSeat[]) => { ends: readonly string[]; begins: readonly Seat[] },
): Promise<MovePreview | null> {
  requirePermission(actor, "moves.propose");
  if (!isId(personId)) return null;
  const person = await db.person.findFirst({
    where: { id: personId, endedAt: null },
    select: { id: true, name: true, title: true, department: true, managerId: true },
  });
  if (!person) return null;
  const [seats, engagements, open, leaving] = await Promise.all([
    readSeats(db, personId),
    readRunningEngagements(db),
    db.move.findFirst({
      where: { personId, state: { in: ["waiting", "decided"] } },
      select: { id: true, number: true },
    }),
    db.departure.count({ where: { personId, cancelledAt: null } }),
  ]);
  const change = changeOf(seats);
  const known = {
    ends: change.ends.filter((id) => seats.some((seat) => seat.membershipId === id)),
    begins: change.begins.filter((seat) => engagements.some(({ id }) => id === seat.engagementId)),
  };
  const difference = await readDifference(db, personId, seatsAfter(seats, known));
  const lines = difference.lines.map((line) => ({
    grantId: "grantId" in line ? line.grantId : null,
    kitLineId: "kitLineId" in line ? line.kitLineId : null,
    toRoleIds: line.verdict === "lower" ? line.toRoleIds : [],
    verdict: line.verdict,
    because: line.because,
  }));
  return {
    ...{ person, seats, engagements, open },
    lines: await showLines(db, lines),
    duties: await readDuties(db, personId, seats, known),
    proposes:
      leaving > 0
        ? `${person.name} is leaving, and the departure takes everything back.`
        : canPropose(actor, personId),
  };
}
