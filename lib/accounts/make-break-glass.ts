import { z } from "zod";
import { linkAddress } from "@/lib/accounts/link-address";
import { addPersonFor } from "@/lib/accounts/person-of";
import { command, noTarget } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";

const LINK_DAYS = 7;

/**
 * Invites an account that is sealed for emergencies: an owner that is nobody in particular, whose security key lies in
 * a safe. The link is given back once; there is no address to mail it to. With it the key is made (accept-link).
 */
export const makeBreakGlass = command({
  name: "accounts.make-break-glass",
  permission: "members.invite",
  secretResult: true,
  input: z.strictObject({}),
  target: noTarget,
  confirming: () => "make a break-glass account, which is an owner",
  allow: () => true,
  async change({ tx, actor }) {
    // Two at once would take the same number.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('keyholder break-glass'))`;
    const earlier = await tx.oneTimeLink.count({ where: { breakGlass: true } });
    const person = await addPersonFor(tx, actor, { name: `Break-glass account ${earlier + 1}` });
    const token = randomToken();
    const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
      INSERT INTO "OneTimeLink" (kind, "tokenHash", "personId", "breakGlass", roles, "expiresAt", "createdById")
      VALUES ('invite', ${sha256(token)}, ${person.id}::uuid, true, ARRAY['owner']::"Role"[],
        now() + make_interval(days => ${LINK_DAYS}), ${actor.personId}::uuid)
      RETURNING id, "expiresAt"`;
    if (!row) throw new Error("The invitation was not saved.");
    return {
      result: { link: linkAddress("invite", token), name: person.name },
      audit: [
        {
          objectType: "link",
          objectId: row.id,
          objectName: `invitation of ${person.name}`,
          after: { personId: person.id, roles: ["owner"], expiresAt: row.expiresAt.toISOString() },
        },
      ],
    };
  },
});
