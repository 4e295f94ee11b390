import { matchPassword, type PasswordMatch } from "@/lib/accounts/match-password";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

/** What the actor's password was found to be of; null when it is another one, or there is none. */
export async function matchOwnPassword(actor: Actor, password: string): Promise<PasswordMatch | null> {
  requirePermission(actor, "step-up.prove");
  const own = await db.password.findUnique({
    where: { accountId: actor.accountId ?? "00000000-0000-0000-0000-000000000000" },
    select: { hash: true },
  });
  return matchPassword(own?.hash ?? null, password);
}
