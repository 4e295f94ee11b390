import type { Tx } from "@/lib/db";
import type { Guard } from "@/lib/sources/rules/guard";

/** What is believable, locked: whoever reports or decides after us waits, and counts what we did. */
export async function lockGuard(tx: Tx): Promise<Guard> {
  const [guard] = await tx.$queryRaw<Guard[]>`
    SELECT most, percent, least, minutes FROM "DepartureGuard" WHERE id = 1 FOR UPDATE`;
  if (!guard) throw new Error("The guard has a row, by its migration.");
  return guard;
}
