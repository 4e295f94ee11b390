import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockItems } from "@/lib/requests/lock-items";
import { readItemContacts } from "@/lib/requests/read-client-side";
import { readItems } from "@/lib/requests/read-items";
import { canRemind } from "@/lib/requests/rules/remind-client";
import { seesAll } from "@/lib/requests/rules/who-may";
import { requestName } from "@/lib/requests/rules/words";
import { roomHref, tellClient } from "@/lib/requests/tell-client";

/**
 * Asks a client's contacts once more for their answer to a request, once a day. Raises conflict when nothing of it
 * waits for them any more, when none of them can sign in, and when they were told within the last day.
 */
export const remindClient = command({
  name: "requests.remind-client",
  permission: "requests.remind-client",
  input: z.strictObject({ requestId: id() }),
  async target(tx, { requestId }, actor) {
    await lockItems(tx, { requestId });
    const items = await readItems(tx, Prisma.sql`i."requestId" = ${requestId}::uuid`);
    const [first] = items;
    const concerns = items.some(
      (item) => item.requesterId === actor.personId || item.personId === actor.personId,
    );
    return first && (seesAll(actor) || concerns) ? { first, items } : null;
  },
  allow: () => true,
  async change({ tx, target: { first, items }, now }) {
    const itemIds = items
      .filter((item) => item.state === "waiting" && item.needs === "security_lead_and_client")
      .filter((item) => item.clientAnswer === null)
      .map((item) => item.id);
    const { number, clientId, clientName, requestId } = first;
    if (itemIds.length === 0)
      throw conflict(`Nothing of ${requestName(number)} waits for ${clientName} any more.`);
    const contacts = [...(await readItemContacts(tx, itemIds)).values()].flat();
    const { _max } = await tx.notification.aggregate({
      where: { href: roomHref(number), contact: { clientId } },
      _max: { createdAt: true },
    });
    const can = canRemind({ contacts, toldAt: _max.createdAt, clientName }, now);
    if (can !== true) throw conflict(can);
    const { expiresAt } = await tx.accessRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { expiresAt: true },
    });
    const cause = `request ${requestId} reminded ${now.toISOString()}`;
    const { told, jobs } = await tellClient(
      tx,
      { id: requestId, number, expiresAt, itemIds },
      { kind: "again", cause },
    );
    return {
      jobs,
      result: { told },
      audit: [
        {
          objectType: "request",
          objectId: requestId,
          objectName: `${requestName(number)}: ${first.requesterName} for ${clientName}`,
          clientId,
          after: { reminded: told },
        },
      ],
    };
  },
});
