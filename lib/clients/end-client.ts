import { z } from "zod";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { endAssetsOf } from "@/lib/clients/end-assets-of";
import { lockClient } from "@/lib/clients/lock";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";
import { readRunningOfClient } from "@/lib/clients/running";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";

/**
 * Ends a client, with its accounts and contacts. Raises conflict while an engagement, a key, a task or a request
 * runs, and says which.
 */
export const endClient = command({
  name: "clients.end-client",
  permission: "clients.write",
  input: z.strictObject({ clientId: id(), reason: optional(paragraph(500)) }),
  target: (tx, input) => lockClient(tx, input.clientId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) throw conflict(`${target.name} has already ended.`);
    // Grants lock their asset (by its key), so no key can begin while this looks.
    await tx.$queryRaw`SELECT id FROM "Asset" WHERE "clientId" = ${target.id}::uuid ORDER BY id FOR UPDATE`;
    const reason = whyNotEnded(target.name, await readRunningOfClient(tx, target.id));
    if (reason) throw conflict(reason);
    const by = actor.personId;
    const ended = { endedAt: now, updatedById: by };
    await tx.client.update({ where: { id: target.id }, data: { ...ended, endedById: by } });
    const live = { clientId: target.id, endedAt: null };
    const assets = await endAssetsOf(tx, target.id, { now, byId: by });
    const contacts = await tx.clientContact.updateManyAndReturn({
      where: live,
      data: ended,
      select: { id: true },
    });
    await endSessionsOf(tx, { contactIds: contacts.map(({ id }) => id) }, "the client has ended");
    return {
      result: { id: target.id, name: target.name },
      audit: [
        {
          objectType: "client",
          objectId: target.id,
          objectName: target.name,
          clientId: target.id,
          reason: input.reason,
          after: { endedAt: now.toISOString(), assets, contacts: contacts.length },
        },
      ],
    };
  },
});
