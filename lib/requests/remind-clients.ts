import { z } from "zod";
import { command } from "@/lib/command";
import { notify, type RoomNotice } from "@/lib/notify";
import { dayInWords, requestName } from "@/lib/requests/rules/words";
import { roomHref } from "@/lib/requests/tell-client";

const BATCH = 500;

type Row = { id: string; number: number; expiresAt: Date; contactId: string };

/**
 * Reminds the contacts of clients, once, of what still waits for their answer when only the last quarter of its time
 * is left. Gives how many were told. Nothing that anybody owns changes, so it leaves no event.
 */
export const remindClients = command({
  name: "requests.remind-clients",
  permission: "requests.expire",
  input: z.strictObject({}),
  async target(tx) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT DISTINCT r.id, r.number, r."expiresAt", k.id AS "contactId"
      FROM "AccessRequest" r JOIN "RequestItem" i ON i."requestId" = r.id
      JOIN "ClientContact" k ON k."clientId" = r."clientId"
      WHERE r."closedAt" IS NULL AND r."expiresAt" > now()
        AND now() >= r."expiresAt" - (r."expiresAt" - r."createdAt") / 4
        AND i.state = 'waiting' AND i."policyOutcome" = 'security_lead_and_client'
        AND NOT EXISTS (SELECT 1 FROM "ClientAnswer" a WHERE a."itemId" = i.id)
        AND contact_standing(k.id, i.id) = 'answers'
        AND NOT EXISTS (SELECT 1 FROM "Notification" n
          WHERE n."contactId" = k.id AND n.cause = 'request ' || r.id || ' before its end')
      ORDER BY r.id, k.id LIMIT ${BATCH}`;
    return { rows };
  },
  allow: () => true,
  async change({ tx, target: { rows } }) {
    const notices = [...Map.groupBy(rows, (row) => row.id).values()].flatMap((of): RoomNotice[] => {
      const [first] = of;
      if (!first) return [];
      return [
        {
          contactId: of.map((row) => row.contactId),
          kind: "room.reminder",
          cause: `request ${first.id} before its end`,
          subject: `Access to your accounts still waits for your answer (${requestName(first.number)})`,
          text: `Answer until ${dayInWords(first.expiresAt)}; then it closes by itself, and gives nothing.`,
          href: roomHref(first.number),
        },
      ];
    });
    return { result: { told: rows.length }, audit: [], jobs: await notify(tx, notices) };
  },
});
