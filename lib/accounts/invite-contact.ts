import { z } from "zod";
import { lockContactOf } from "@/lib/accounts/contact-of";
import { invitationMail } from "@/lib/accounts/invitation-mail";
import { LINK_DAYS } from "@/lib/accounts/invite-member";
import { linkAddress } from "@/lib/accounts/link-address";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { queueMail } from "@/lib/outbox";

/**
 * Invites a client's contact to the room of their client, by a one-time link that is good for seven days and goes to
 * the contact's address. An earlier invitation of theirs is withdrawn. Raises conflict for one who can sign in
 * already, or who no longer speaks for the client.
 */
export const inviteContact = command({
  name: "accounts.invite-contact",
  permission: "contacts.invite",
  secretResult: true,
  input: z.strictObject({ contactId: id() }),
  target: (tx, { contactId }) => lockContactOf(tx, contactId),
  allow: () => true,
  async change({ tx, actor, target }) {
    if (target.endedAt) throw conflict(`${target.name} no longer speaks for ${target.clientName}.`);
    if (target.hasAccount) throw conflict(`${target.name} can sign in already.`);
    const withdrawn = await tx.$executeRaw`
      UPDATE "OneTimeLink" SET "withdrawnAt" = now()
      WHERE "contactId" = ${target.id}::uuid AND kind = 'invite' AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL`;
    const token = randomToken();
    const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
      INSERT INTO "OneTimeLink" (kind, "tokenHash", "contactId", roles, "expiresAt", "createdById")
      VALUES ('invite', ${sha256(token)}, ${target.id}::uuid, ARRAY['client_contact']::"Role"[],
        now() + make_interval(days => ${LINK_DAYS}), ${actor.personId}::uuid)
      RETURNING id, "expiresAt"`;
    if (!row) throw new Error("The invitation was not saved.");
    const link = linkAddress("invite", token);
    const mail = invitationMail({ id: row.id, to: target.email, person: target.name, by: actor.name, link });
    return {
      result: { link, name: target.name, email: target.email, expiresAt: row.expiresAt },
      audit: [
        {
          objectType: "link",
          objectId: row.id,
          objectName: `invitation of ${target.name} to the room of ${target.clientName}`,
          clientId: target.clientId,
          after: { contactId: target.id, expiresAt: row.expiresAt.toISOString(), withdrawnBefore: withdrawn },
        },
      ],
      jobs: await queueMail(tx, [mail]),
    };
  },
});
