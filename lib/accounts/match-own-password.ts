import { type Actor, requirePermission } from "@/lib/auth/actor";
import { verifyPassword, wastePasswordTime } from "@/lib/auth/password";
import { db } from "@/lib/db";

/**
 * The hash that the actor's password is of; null when it is another one, or there is none. Outside of any transaction:
 * hashing waits its turn, and must keep no connection waiting with it.
 */
export async function matchOwnPassword(actor: Actor, password: string): Promise<string | null> {
  requirePermission(actor, "step-up.prove");
  const own = await db.password.findUnique({
    where: { accountId: actor.accountId ?? "00000000-0000-0000-0000-000000000000" },
    select: { hash: true },
  });
  if (!own) {
    await wastePasswordTime(password);
    return null;
  }
  return (await verifyPassword(own.hash, password)) ? own.hash : null;
}
