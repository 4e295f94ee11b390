import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";
import { studio } from "./studio";

const LEAVER = "00000000-0000-7000-8000-000000000001";
const GRANTS = 2_000;

/** Somebody with 2,000 grants leaves, in a studio that holds 8,000 more. */
export const departure = (databases: Databases): Compared => ({
  name: "departure",
  size: `${GRANTS.toLocaleString("en-GB")} grants`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await run(databases.ownerUrl, studio());
  },
  async work() {
    const ms = await timed(() =>
      startDeparture(systemActor("operator"), { personId: LEAVER, kind: "terminated_now" }),
    );
    return { "start-departure": ms };
  },
  async check() {
    const taken = await db.grant.count({ where: { personId: LEAVER, state: "removal_due" } });
    if (taken !== GRANTS) throw new Error(`${taken} grants are being taken back, not ${GRANTS}.`);
  },
});
