import { countRecoveryCases } from "@/lib/accounts/recovery-queries";
import { type Actor, may } from "@/lib/auth/actor";
import { countDepartures } from "@/lib/lifecycle/queries/list-departures";
import { countFindings } from "@/lib/register/queries/list-findings";
import { countLogins } from "@/lib/register/queries/list-logins";
import { taskCounts } from "@/lib/register/queries/list-tasks";
import { requestCounts } from "@/lib/requests/queries/request-counts";
import type { NavigationCounts } from "./navigation";

/** The numbers beside the entries: what waits, red where something is late. A zero is not shown. */
export async function navigationCounts(actor: Actor): Promise<NavigationCounts> {
  const [requests, tasks, departures, findings, logins, recoveries] = await Promise.all([
    may(actor, "requests.read") ? requestCounts(actor) : null,
    may(actor, "work.read") ? taskCounts(actor) : null,
    may(actor, "departures.read") ? countDepartures(actor) : null,
    may(actor, "register.read") ? countFindings(actor) : 0,
    may(actor, "people.read") ? countLogins(actor) : 0,
    may(actor, "recovery.help") ? countRecoveryCases(actor) : 0,
  ]);
  const waiting = may(actor, "requests.decide") ? requests?.toDecide : requests?.waiting;
  return {
    ...entry("/requests", waiting),
    ...entry("/work", tasks?.open),
    ...entry("/departures", departures?.open, (departures?.overdue ?? 0) > 0),
    ...entry("/logins", logins),
    ...entry("/findings", findings),
    ...entry("/settings", recoveries),
  };
}

function entry(href: keyof NavigationCounts, count = 0, late = false): NavigationCounts {
  return count > 0 ? { [href]: { count, tone: late ? "critical" : "plain" } } : {};
}
