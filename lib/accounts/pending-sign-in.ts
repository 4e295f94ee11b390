import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";

/** How long the ticket between the full factor and the session is good: the browser hands it over at once. */
export const PENDING_MINUTES = 2;

/** Writes the login ticket of an account that has just proved its full factor; gives the token for its cookie. */
export async function savePendingSignIn(tx: Tx, accountId: string, passkeyId: string): Promise<string> {
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO "PendingSignIn" ("tokenHash", "accountId", "passkeyId", "expiresAt")
    VALUES (${sha256(token)}, ${accountId}::uuid, ${passkeyId}::uuid,
      now() + make_interval(mins => ${PENDING_MINUTES}))`;
  return token;
}
