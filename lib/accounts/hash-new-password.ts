import { getLink } from "@/lib/accounts/links";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { hashPassword, type PasswordContext, verifyPassword, whyNotPassword } from "@/lib/auth/password";
import { db } from "@/lib/db";
import { AppError, invalidInput, notFound } from "@/lib/errors";
import { countTry } from "@/lib/throttle";

export type OwnNewPassword = {
  hash: string;
  /** What the present password was found to be of; null when it is another one, or there was none. */
  presentHash: string | null;
};

/**
 * Hashes a new password of the actor's own, and compares the present one, outside of any transaction: hashing waits its
 * turn, and must keep no connection and no lock waiting with it. Counted, because each one is hashed before a proof is
 * asked for. Raises invalid_input for one that is easy to guess.
 */
export async function hashOwnPassword(
  actor: Actor,
  { password, current }: { password: string; current?: string | undefined },
): Promise<OwnNewPassword> {
  requirePermission(actor, "factors.add");
  if (!actor.accountId) throw notFound();
  const [own] = await db.$queryRaw<
    { name: string; email: string | null; noticeEmail: string | null; hash: string | null }[]
  >`
    SELECT coalesce(p.name, c.name) AS name, coalesce(p.email, c.email) AS email, a."noticeEmail", w.hash
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    LEFT JOIN "Password" w ON w."accountId" = a.id
    WHERE a.id = ${actor.accountId}::uuid`;
  if (!own) throw notFound();
  await refuseWeak(password, [own.name, own.email, own.noticeEmail]);
  await countTry("new-password.account", actor.accountId);
  const isRight = own.hash !== null && (await verifyPassword(own.hash, current ?? ""));
  // Also where the present one is wrong: who has not confirmed it yet learns nothing by the time that it takes.
  return { hash: await hashPassword(password), presentHash: isRight ? own.hash : null };
}

/**
 * As `hashOwnPassword`, for the holder of an invitation; null where the link is no good or takes no password, which the
 * command looks at again under its lock.
 */
export async function hashLinkPassword(
  actor: Actor,
  { token, password }: { token: string; password: string },
): Promise<string | null> {
  const link = await getLink(actor, token).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "conflict") return null;
    throw error;
  });
  if (!link || link.noPassword) return null;
  await refuseWeak(password, [link.name, link.email]);
  return hashPassword(password);
}

async function refuseWeak(password: string, context: PasswordContext): Promise<void> {
  const why = await whyNotPassword(password, context);
  if (why) throw invalidInput("This password cannot be used.", { password: [why] });
}
