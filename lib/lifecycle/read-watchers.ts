import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import type { Tx } from "@/lib/db";
import type { Watchers } from "@/lib/lifecycle/rules/urgent-notices";

/** Who watches over work that is to be done now: whoever may take it back or give it on, and of them the owners. */
export async function readWatchers(tx: Tx): Promise<Watchers> {
  const able = await listPeopleWhoMay(tx, "register.withdraw");
  return {
    watcherIds: able.map(({ personId }) => personId),
    ownerIds: able.filter(({ roles }) => roles.includes("owner")).map(({ personId }) => personId),
  };
}
