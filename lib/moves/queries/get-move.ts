import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type LineRow, type MoveRow, readMove } from "@/lib/moves/move-row";
import { type ShownLine, showLines } from "@/lib/moves/queries/show-lines";
import { type Duties, readDuties } from "@/lib/moves/read-duties";
import { readSeats } from "@/lib/moves/read-seats";
import { decisionsOf, defaultOf, isException, LONGEST_KEPT_DAYS } from "@/lib/moves/rules/decisions";
import { canDecide, canKeep, canPropose, canSee } from "@/lib/moves/rules/may";
import type { MoveDecision } from "@/prisma/generated/enums";

/** A seat of a move in words. */
export type MoveSeatRow = { effect: "begin" | "end"; role: string; engagement: string; client: string };

/** A line with who decided it, what the rule says, and what the actor can decide of it. */
export type MoveDetailLine = LineRow & {
  decidedBy: string | null;
  rule: MoveDecision;
  choices: MoveDecision[];
};

/** A move as its page shows it. */
export type MoveDetail = Omit<MoveRow, "lines" | "ends" | "begins"> & {
  lines: ShownLine<MoveDetailLine>[];
  /** The last day until which something can be kept that no kit asks for. */
  keptAtMostUntil: Date;
  seats: MoveSeatRow[];
  manager: string | null;
  heir: string | null;
  proposedBy: string | null;
  carriedOutAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  /** What is theirs at clients whom they leave: while it is still to be handed over. */
  duties: Duties | null;
  can: { decide: true | string; keep: boolean; cancel: boolean };
};

/** One move; null for what there is not, and for what the actor does not see. A constant number of statements. */
export async function getMove(actor: Actor, id: string): Promise<MoveDetail | null> {
  requirePermission(actor, "moves.read");
  if (!isId(id)) return null;
  const move = await readMove(db, id);
  if (!move || !canSee(actor, move)) return null;
  const more = await db.move.findUniqueOrThrow({
    where: { id },
    select: {
      carriedOutAt: true,
      cancelledAt: true,
      cancelReason: true,
      manager: { select: { name: true } },
      heir: { select: { name: true } },
      proposedBy: { select: { name: true } },
      seats: {
        select: {
          effect: true,
          role: true,
          engagement: { select: { name: true, client: { select: { name: true } } } },
        },
        orderBy: [{ effect: "asc" }, { id: "asc" }],
      },
      lines: { select: { id: true, decidedBy: { select: { name: true } } } },
    },
  });
  const decidedBy = new Map(more.lines.map((line) => [line.id, line.decidedBy?.name ?? null]));
  const isOpen = move.state === "waiting" || move.state === "decided";
  const keeps = canKeep(actor, move) === true;
  const lines = move.lines.map((line) => ({
    ...line,
    decidedBy: decidedBy.get(line.id) ?? null,
    rule: defaultOf(line.verdict),
    choices: decisionsOf[line.verdict].filter(
      (each) => keeps || each === line.decision || !isException(line.verdict, each),
    ),
  }));
  const { lines: _, ends, begins, ...row } = move;
  const decides = may(actor, "moves.decide") ? canDecide(actor, move) : "Your role decides no moves.";
  return {
    ...row,
    lines: await showLines(db, lines),
    keptAtMostUntil: new Date(move.effectiveOn.getTime() + LONGEST_KEPT_DAYS * 86_400_000),
    seats: more.seats.map(({ effect, role, engagement }) => ({
      ...{ effect, role },
      engagement: engagement.name,
      client: engagement.client.name,
    })),
    manager: more.manager?.name ?? null,
    heir: more.heir?.name ?? null,
    proposedBy: more.proposedBy?.name ?? null,
    carriedOutAt: more.carriedOutAt,
    cancelledAt: more.cancelledAt,
    cancelReason: more.cancelReason,
    duties: isOpen
      ? await readDuties(db, move.personId, await readSeats(db, move.personId), { ends, begins })
      : null,
    can: {
      decide: !isOpen ? "This move is over." : move.leaving ? `${move.personName} is leaving.` : decides,
      keep: keeps,
      cancel: isOpen && may(actor, "moves.propose") && canPropose(actor, move.personId) === true,
    },
  };
}
