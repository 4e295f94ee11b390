import { listAlarms } from "@/lib/accounts/alarm-queries";
import { type Actor, may } from "@/lib/auth/actor";
import { departureMeasures } from "@/lib/lifecycle/queries/departure-measures";
import { listDepartures, listReopened } from "@/lib/lifecycle/queries/list-departures";
import { followsArrivals, listArrivals } from "@/lib/moves/queries/list-arrivals";
import { ownGrants } from "@/lib/register/queries/grants-of";
import { listTasks } from "@/lib/register/queries/list-tasks";
import { registerFigures } from "@/lib/register/queries/register-figures";
import { openEmergencies } from "@/lib/requests/queries/emergencies";
import { listRequests } from "@/lib/requests/queries/list-requests";
import { heldBySource } from "@/lib/sources/held-queries";

/** Rows of each part; the rest is a link away. */
const PART = 8;

const list = (filters: Record<string, string>) => ({ q: "", sort: "", page: 1, filters });

/** All that Today shows to this actor, read at once: each query says itself what they may see. */
export async function readToday(actor: Actor) {
  const canDecide = may(actor, "requests.decide");
  const [
    figures,
    overdue,
    mine,
    confirm,
    toDecide,
    departures,
    reopened,
    measures,
    held,
    alarms,
    emergencies,
    heldDepartures,
    arrivals,
  ] = await Promise.all([
    may(actor, "register.read") ? registerFigures(actor) : null,
    listTasks(actor, { ...list({ due: "overdue" }), sort: "-risk" }),
    listTasks(actor, list({ mine: "1" })),
    may(actor, "work.do") ? listTasks(actor, list({ state: "confirm" }), PART) : null,
    canDecide ? listRequests(actor, list({ show: "to-decide" }), PART) : null,
    may(actor, "departures.read") ? listDepartures(actor, list({}), PART) : null,
    may(actor, "departures.read") ? listReopened(actor) : [],
    may(actor, "departures.read") ? departureMeasures(actor) : null,
    may(actor, "register.read") ? [] : ownGrants(actor),
    may(actor, "alarms.acknowledge") ? listAlarms(actor) : [],
    may(actor, "emergency.read") ? openEmergencies(actor) : [],
    may(actor, "departures.release") ? heldBySource(actor) : [],
    followsArrivals(actor) ? listArrivals(actor) : [],
  ]);
  const now = new Date();
  const upcoming = mine.rows.filter((task) => task.dueAt > now);
  const waits =
    alarms.length +
    emergencies.length +
    heldDepartures.length +
    overdue.total +
    mine.total +
    (confirm?.total ?? 0) +
    (toDecide?.total ?? 0) +
    (departures?.total ?? 0) +
    (measures?.can.explain ? measures.breaches.filter(({ because }) => because === null).length : 0);
  return {
    alarms,
    emergencies,
    heldDepartures,
    figures,
    overdue: { rows: overdue.rows.slice(0, PART), total: overdue.total },
    mine: { rows: upcoming.slice(0, PART), total: mine.total },
    confirm,
    toDecide,
    departures,
    reopened,
    measures,
    arrivals,
    held: held.slice(0, PART),
    now,
    lead:
      waits > 0
        ? "Nothing else needs you today. What is worst stands first."
        : "Nothing is overdue, and nobody waits for an answer from you.",
  };
}
