import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { readLookPlaces } from "@/lib/lifecycle/read-look-places";
import { lookDue } from "@/lib/lifecycle/rules/due-times";
import { insertTasks, type MadeTask } from "@/lib/register/insert-tasks";
import type { DueByRisk } from "@/lib/register/rules/due";
import { planLooks } from "@/lib/register/rules/plan-looks";

type Departure = { id: string; personId: string; personName: string };

/**
 * Makes the looks of a departure that it does not have yet: at each platform of the clients that the person worked for,
 * register entry or not, due a day after the removals. One statement and those of the insert, however many.
 */
export async function makeLooks(
  tx: Tx,
  departure: Departure,
  { removals, now, byId }: { removals: DueByRisk; now: Date; byId: string | null },
): Promise<{ made: MadeTask[]; audit: AuditEntry[] }> {
  const { id, personId, personName } = departure;
  const places = await readLookPlaces(tx, { personId, departureId: id });
  const due = lookDue(removals);
  return insertTasks(tx, planLooks({ id: personId, name: personName }, places, due), {
    ...{ now, byId, cause: "departure", causeId: id, due },
  });
}
