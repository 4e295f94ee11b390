import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import { expireDueGrants } from "@/lib/register/jobs";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";
import { studio } from "./studio";

const GRANTS = 10_000;

/** Every grant of the studio has come to its end while the app was off. */
export const expiry = (databases: Databases): Compared => ({
  name: "expiry",
  size: `${GRANTS.toLocaleString("en-GB")} grants`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await run(databases.ownerUrl, studio());
    await run(databases.ownerUrl, `UPDATE "Grant" SET "endsAt" = '2026-11-01'`);
  },
  async work() {
    return { "expire-grants": await timed(expireDueGrants) };
  },
  async check() {
    const due = await db.grant.count({ where: { state: "removal_due" } });
    if (due !== GRANTS) throw new Error(`${due} grants are being taken back, not ${GRANTS}.`);
  },
});
