import type { Reader } from "@/lib/db";
import { type ChecklistRow, readChecklist } from "@/lib/lifecycle/read-checklist";
import { type PathLeft, readPaths } from "@/lib/lifecycle/read-paths";
import { blockersOf } from "@/lib/lifecycle/rules/blockers";
import { type Progress, progressOf, type Standing, standingOf } from "@/lib/lifecycle/rules/progress";
import { readHoldings } from "@/lib/people/holdings";

/** How far a departure is, and what keeps it from being finished. */
export type DepartureState = {
  checklist: ChecklistRow[];
  progress: Progress;
  standing: Standing;
  paths: PathLeft[];
  /** Plans for shared logins that nobody has taken over. */
  plansLeft: number;
  blockers: string[];
};

/** Reads the checklist and every path that remains: the page and the certificate stand on the same. */
export async function readState(
  reader: Reader,
  departure: { id: string; personId: string; personName: string },
  now: Date,
): Promise<DepartureState> {
  const { personId } = departure;
  const checklist = await readChecklist(reader, departure.id);
  const paths = await readPaths(reader, { personId, departureId: departure.id });
  const { keys, robots, custodies, plans } = await readHoldings(reader, personId);
  const toGrant = keys - paths.filter((path) => path.through === "own").length;
  const progress = progressOf(checklist, now);
  return {
    checklist,
    progress,
    standing: standingOf(progress, paths.length + toGrant + robots + custodies + plans),
    paths,
    plansLeft: plans,
    blockers: blockersOf(progress, { name: departure.personName, paths, toGrant, robots, custodies, plans }),
  };
}
