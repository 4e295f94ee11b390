import { db } from "@/lib/db";
import { readItemContacts } from "@/lib/requests/read-client-side";
import type { ItemDetail } from "@/lib/requests/read-items";
import { answerersInWords, clientSide } from "@/lib/requests/rules/client-answer";
import { canRemind, lastTold } from "@/lib/requests/rules/remind-client";
import { roomHref } from "@/lib/requests/tell-client";

/** Who of the client answers what waits for it. */
export type AskedClient = {
  clientName: string;
  /** Where the yes comes from: the client's room, or, where no contact can sign in, what the security lead writes down. */
  from: "room" | "written";
  /** Who can answer: a sentence. */
  sentence: string;
  /** Who was told of it when, first and last. */
  told: { name: string; first: Date; last: Date }[];
  /** Whether they can be reminded now; a sentence where it is too early or nobody is there; null: not for who looks. */
  remind: true | string | null;
};

/**
 * What the page of a request shows of its client's side; null when nothing of it waits for the client. For queries
 * that have asked for the permission.
 */
export async function askedClient(
  items: readonly ItemDetail[],
  { mayRemind, now }: { mayRemind: boolean; now: Date },
): Promise<AskedClient | null> {
  const open = items.filter(
    (item) =>
      item.state === "waiting" && item.needs === "security_lead_and_client" && item.clientAnswer === null,
  );
  const [first] = open;
  if (!first) return null;
  const [byItem, rows] = await Promise.all([
    readItemContacts(
      db,
      open.map((item) => item.id),
    ),
    db.notification.groupBy({
      by: ["contactId"],
      where: { href: roomHref(first.number), contact: { clientId: first.clientId } },
      _min: { createdAt: true },
      _max: { createdAt: true },
    }),
  ]);
  const contacts = [...new Map([...byItem.values()].flat().map((each) => [each.contactId, each])).values()];
  const from = clientSide(contacts);
  const told = contacts.flatMap(({ contactId, name }) => {
    const row = rows.find((each) => each.contactId === contactId);
    return row?._min.createdAt && row._max.createdAt
      ? [{ name, first: row._min.createdAt, last: row._max.createdAt }]
      : [];
  });
  return {
    clientName: first.clientName,
    from,
    sentence: from === "room" ? answerersInWords(contacts, first.clientName) : "",
    told,
    remind:
      from === "room" && mayRemind
        ? canRemind({ contacts, toldAt: lastTold(told), clientName: first.clientName }, now)
        : null,
  };
}
