import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type DepartureRow, readDeparture } from "@/lib/lifecycle/departure-row";
import { type DepartureState, readState } from "@/lib/lifecycle/read-state";
import { type KeyToAskAgain, readToAskAgain } from "@/lib/lifecycle/read-to-ask-again";
import { canCancel, canCertify, canHandOver, canMove } from "@/lib/lifecycle/rules/may";
import { byRisk } from "@/lib/lifecycle/rules/progress";
import { type HoldsUp, whoHoldsUp } from "@/lib/lifecycle/rules/who-waits";

/** A departure with its checklist, worst first, and what the one who asks may do. */
export type DepartureDetail = DepartureRow &
  DepartureState & {
    now: Date;
    toAskAgain: KeyToAskAgain[];
    /** Who holds it up, and by when it is done. */
    holdsUp: HoldsUp;
    /** Robots, custodies, requests and plans that somebody has to take over and nobody has. */
    dutiesOpen: number;
    can: { cancel: boolean; certify: boolean; handOver: boolean; move: boolean };
  };

/** One departure; null when there is none. Raises forbidden for who may not read departures. */
export async function getDeparture(actor: Actor, id: string): Promise<DepartureDetail | null> {
  requirePermission(actor, "departures.read");
  if (!isId(id)) return null;
  const departure = await readDeparture(db, id);
  if (!departure) return null;
  const [clock] = await db.$queryRaw<{ now: Date }[]>`SELECT now()`;
  const now = clock?.now ?? new Date();
  const state = await readState(db, departure, now);
  const open = !departure.cancelledAt && !departure.certifiedAt;
  const decides = open && may(actor, "departures.start");
  return {
    ...departure,
    ...state,
    checklist: state.checklist.toSorted(byRisk),
    now,
    toAskAgain: departure.cancelledAt ? await readToAskAgain(db, id) : [],
    holdsUp: whoHoldsUp(state.checklist),
    dutiesOpen:
      state.plansLeft +
      state.checklist.filter(
        (entry) => entry.kind.startsWith("hand_over") && entry.state !== "cancelled" && !entry.attestedAt,
      ).length,
    can: {
      cancel: decides && canCancel(actor, departure) === true,
      certify:
        decides &&
        canCertify(actor, departure) === true &&
        state.standing === "finished" &&
        departure.lastMoment <= now,
      handOver: decides && canHandOver(actor, departure) === true,
      move: decides && canMove(actor, departure) === true,
    },
  };
}
