import { z } from "zod";
import { linkAddress } from "@/lib/accounts/link-address";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";

export const SETUP_MINUTES = 30;

/**
 * While nobody can sign in as an owner: makes the one setup link, good once and for 30 minutes, in place of an
 * earlier one. Gives null when there is an owner. For the start script, as the system actor "setup".
 */
export const makeSetupLink = command({
  name: "accounts.make-setup-link",
  permission: "accounts.set-up",
  input: z.strictObject({}),
  secretResult: true,
  target: async (tx) => {
    // Two starts at once: the second waits, and its link is the one that counts.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('keyholder setup link'))`;
    return { hasOwner: await hasOwner(tx) };
  },
  allow: () => true,
  async change({ tx, target: { hasOwner } }) {
    if (hasOwner) return { result: null, audit: [] };
    const withdrawn = await tx.$executeRaw`
      UPDATE "OneTimeLink" SET "withdrawnAt" = now()
      WHERE kind = 'setup' AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL`;
    const token = randomToken();
    const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
      INSERT INTO "OneTimeLink" (kind, "tokenHash", roles, "expiresAt")
      VALUES ('setup', ${sha256(token)}, ARRAY['owner']::"Role"[], now() + make_interval(mins => ${SETUP_MINUTES}))
      RETURNING id, "expiresAt"`;
    if (!row) throw new Error("The setup link was not saved.");
    return {
      result: { link: linkAddress("setup", token), expiresAt: row.expiresAt },
      audit: [
        {
          objectType: "link",
          objectId: row.id,
          objectName: "setup link",
          after: { expiresAt: row.expiresAt.toISOString(), withdrawnBefore: withdrawn },
        },
      ],
    };
  },
});

/** Whether some owner can sign in. */
export async function hasOwner(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Account" a JOIN "Person" p ON p.id = a."personId"
      WHERE 'owner' = ANY(a.roles) AND a."disabledAt" IS NULL AND p."endedAt" IS NULL) AS has`;
  return row?.has ?? false;
}
