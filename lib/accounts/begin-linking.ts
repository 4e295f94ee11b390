import { z } from "zod";
import { LINKING_MINUTES } from "@/lib/accounts/issuer-rules";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/**
 * Begins to link an issuer to the actor's own account. This is where the proof is asked for; what comes back from the
 * issuer counts for this session and this issuer alone, once (`accounts.link-identity`). Gives the token for its cookie.
 */
export const beginLinking = command({
  name: "accounts.begin-linking",
  permission: "factors.add",
  secretResult: true,
  input: z.strictObject({ providerId: id() }),
  target: async (tx, { providerId }, { sessionId, accountId }) => {
    const provider = await tx.identityProvider.findUnique({
      where: { id: providerId, endedAt: null },
      select: { id: true, issuer: true, name: true },
    });
    return provider && sessionId && accountId ? { provider, sessionId, accountId } : null;
  },
  allow: () => true,
  async change({ tx, target: { provider, sessionId, accountId } }) {
    const linked = { accountId, issuer: provider.issuer, removedAt: null };
    if ((await tx.federatedIdentity.count({ where: linked })) > 0) {
      throw conflict(`${provider.name} is linked to your account already. Unlink it first.`);
    }
    await tx.$executeRaw`
      DELETE FROM "LinkIntent" WHERE id IN (
        SELECT id FROM "LinkIntent" WHERE "expiresAt" < now() OR "sessionId" = ${sessionId}::uuid
        LIMIT 200 FOR UPDATE SKIP LOCKED)`;
    const token = randomToken();
    await tx.$executeRaw`
      INSERT INTO "LinkIntent" ("tokenHash", "sessionId", "providerId", "expiresAt")
      VALUES (${sha256(token)}, ${sessionId}::uuid, ${provider.id}::uuid,
        now() + make_interval(mins => ${LINKING_MINUTES}))`;
    return { result: { token }, audit: [] };
  },
});
