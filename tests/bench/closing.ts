import { systemActor } from "@/lib/auth/actor";
import { startClosing } from "@/lib/closings/start-closing";
import { db } from "@/lib/db";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";
import { studio } from "./studio";

const ACCOUNTS = 1_000;
const GRANTS = 5_000;

/** All work for a client with 1,000 accounts ends, at which 41 people hold 5,000 grants. */
export const closing = (databases: Databases): Compared => ({
  name: "closing",
  size: `${ACCOUNTS.toLocaleString("en-GB")} accounts, ${GRANTS.toLocaleString("en-GB")} grants`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await run(databases.ownerUrl, studio({ clients: 1, accounts: ACCOUNTS }));
  },
  async work() {
    const { id: clientId } = await db.client.findFirstOrThrow({ select: { id: true } });
    return { "start-closing": await timed(() => startClosing(systemActor("demo"), { clientId })) };
  },
  async check() {
    const taken = await db.grant.count({ where: { state: "removal_due" } });
    if (taken !== GRANTS) throw new Error(`${taken} grants are being taken back, not ${GRANTS}.`);
  },
});
