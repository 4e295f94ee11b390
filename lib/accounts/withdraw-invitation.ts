import { z } from "zod";
import { rolesInWords } from "@/lib/accounts/rules";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import type { Role } from "@/prisma/generated/enums";

type InvitationRow = {
  id: string;
  name: string;
  roles: Role[];
  consumedAt: Date | null;
  withdrawnAt: Date | null;
};

/** Makes an invitation's link worthless before anybody has used it. */
export const withdrawInvitation = command({
  name: "accounts.withdraw-invitation",
  permission: "members.withdraw",
  input: z.strictObject({ linkId: id() }),
  target: async (tx, { linkId }) => {
    const rows = await tx.$queryRaw<InvitationRow[]>`
      SELECT l.id, p.name, l.roles::text[] AS roles, l."consumedAt", l."withdrawnAt"
      FROM "OneTimeLink" l JOIN "Person" p ON p.id = l."personId"
      WHERE l.id = ${linkId}::uuid AND l.kind = 'invite' FOR UPDATE OF l`;
    return rows[0] ?? null;
  },
  allow: () => true,
  async change({ tx, target, now }) {
    if (target.consumedAt) {
      throw conflict(`${target.name} has used this invitation already. Disable the account instead.`);
    }
    if (target.withdrawnAt) return { result: null, audit: [] };
    await tx.oneTimeLink.update({ where: { id: target.id }, data: { withdrawnAt: now } });
    const objectName = `invitation of ${target.name} as ${rolesInWords(target.roles)}`;
    return { result: null, audit: [{ objectType: "link", objectId: target.id, objectName }] };
  },
});
