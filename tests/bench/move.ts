import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { proposeMove } from "@/lib/moves/propose-move";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";
import { studio } from "./studio";

const MOVER = "00000000-0000-7000-8000-000000000001";
const LINES = 2_000;

/** Somebody with 2,000 grants gets another title, and no kit covers any of them: each is compared, settled, taken away. */
export const move = (databases: Databases): Compared => ({
  name: "move",
  size: `${LINES.toLocaleString("en-GB")} lines`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await run(databases.ownerUrl, studio());
    await proposeMove(systemActor("demo"), {
      personId: MOVER,
      title: "Analyst",
      effectiveOn: new Date().toISOString().slice(0, 10),
    });
  },
  async work() {
    const { id: moveId } = await db.move.findFirstOrThrow({ select: { id: true } });
    return { "carry-out-move": await timed(() => carryOutMove(systemActor("mover"), { moveId })) };
  },
  async check() {
    const taken = await db.grant.count({ where: { personId: MOVER, state: "removal_due" } });
    if (taken !== LINES) throw new Error(`${taken} grants are being taken back, not ${LINES}.`);
  },
});
