import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { type ClosingRow, readClosing } from "@/lib/closings/closing-row";
import { type ClosingState, readClosingState } from "@/lib/closings/read-state";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { byRisk } from "@/lib/lifecycle/rules/progress";

/** A closing with its checklist, worst first, and what the one who asks may do. */
export type ClosingDetail = ClosingRow &
  ClosingState & { now: Date; can: { cancel: boolean; certify: boolean } };

/** One closing; null when there is none. Raises forbidden for who may not see clients. */
export async function getClosing(actor: Actor, id: string): Promise<ClosingDetail | null> {
  requirePermission(actor, "clients.read");
  if (!isId(id)) return null;
  const closing = await readClosing(db, id);
  if (!closing) return null;
  const [clock] = await db.$queryRaw<{ now: Date }[]>`SELECT now()`;
  const now = clock?.now ?? new Date();
  const state = await readClosingState(db, closing, now);
  const open = !closing.cancelledAt && !closing.certifiedAt;
  return {
    ...closing,
    ...state,
    checklist: state.checklist.toSorted(byRisk),
    now,
    can: {
      cancel: open && may(actor, "closings.cancel"),
      certify:
        open && may(actor, "closings.start") && state.standing === "finished" && closing.lastMoment <= now,
    },
  };
}
