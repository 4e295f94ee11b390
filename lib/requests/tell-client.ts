import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { notify } from "@/lib/notify";
import { readItemContacts } from "@/lib/requests/read-client-side";
import { dayInWords, requestName } from "@/lib/requests/rules/words";

/** Where a contact answers a request: in the room of their client. */
export const roomHref = (number: number): `/${string}` => `/room?request=${number}`;

/** A request of which something waits for its client. */
type ForClient = { id: string; number: number; expiresAt: Date; itemIds: readonly string[] };

/**
 * Tells the contacts who can answer at least one of these items that it waits for them: by mail, with a link into the
 * room and nothing else. `asked` when it is asked, once; `again` as a reminder, for the cause that makes it one of its
 * own. Gives how many were told, and the jobs: put these into the command's own.
 */
export async function tellClient(
  tx: Tx,
  { id, number, expiresAt, itemIds }: ForClient,
  how: { kind: "asked" } | { kind: "again"; cause: string },
): Promise<{ told: string[]; jobs: Job[] }> {
  if (itemIds.length === 0) return { told: [], jobs: [] };
  const contacts = await readItemContacts(tx, itemIds);
  const answering = [...contacts.values()].flat().filter(({ standing }) => standing === "answers");
  const names = new Map(answering.map(({ contactId, name }) => [contactId, name]));
  const again = how.kind === "again";
  const jobs = await notify(tx, [
    {
      contactId: [...names.keys()],
      kind: again ? "room.reminder" : "room.to-answer",
      cause: again ? how.cause : `request ${id} waits for the client`,
      subject: again
        ? `Access to your accounts still waits for your answer (${requestName(number)})`
        : `Access to your accounts waits for your answer (${requestName(number)})`,
      text: `Answer until ${dayInWords(expiresAt)}; then it closes by itself, and gives nothing.`,
      href: roomHref(number),
    },
  ]);
  return { told: [...names.values()], jobs };
}

/** What was answered stands in no digest any more: marks what the client's contacts were told of it as read. */
export async function markAnswered(
  tx: Tx,
  items: readonly { clientId: string; number: number }[],
  now: Date,
): Promise<void> {
  const [first] = items;
  if (!first) return;
  await tx.$executeRaw`
    UPDATE "Notification" n SET "readAt" = ${now}::timestamptz
    FROM "ClientContact" k
    WHERE k.id = n."contactId" AND k."clientId" = ${first.clientId}::uuid AND n."readAt" IS NULL
      AND n.href = ANY(${[...new Set(items.map(({ number }) => roomHref(number)))]}::text[])
      AND NOT EXISTS (
        SELECT 1 FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
        WHERE n.href = '/room?request=' || r.number AND i.state = 'waiting'
          AND i."policyOutcome" = 'security_lead_and_client'
          AND NOT EXISTS (SELECT 1 FROM "ClientAnswer" a WHERE a."itemId" = i.id))`;
}
