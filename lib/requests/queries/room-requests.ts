import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { CAPABILITY_VERBS, fromMask, toMask } from "@/lib/platforms/capabilities";
import { explainComparison, roleNames } from "@/lib/platforms/explain-role";
import { rolesForAssets } from "@/lib/platforms/offers";
import { readItemContacts } from "@/lib/requests/read-client-side";
import { type ItemDetail, readItems } from "@/lib/requests/read-items";
import { canAnswer } from "@/lib/requests/rules/client-answer";
import { effectiveEnd } from "@/lib/requests/rules/ends";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { hoursInWords, lastDayInWords, listed, requestName, workInWords } from "@/lib/requests/rules/words";
import type { RequestItemState } from "@/prisma/generated/enums";

/** So much of what was answered and decided the room shows, the latest first. */
const HISTORY = 50;

/** One person on one of the client's accounts, as its contacts see it. */
export type RoomItem = {
  id: string;
  number: number;
  requestName: string;
  requesterName: string;
  holderName: string;
  account: { name: string; accountId: string; mark: string; platformName: string };
  /** What has to be done, after "to": "publish campaigns and change budgets". */
  work: string;
  reason: string;
  /** What the client says yes to: the security lead's choice where they have decided, else what was asked. */
  role: { rung: Rung | null; name: string; can: string };
  /** Why it is more than the smallest role for this work; null: it is the smallest. */
  above: { comparison: string; reason: string } | null;
  /** Until when it would last, or lasts, in words. */
  ends: string;
  askedAt: Date;
  /** When it closes by itself without an answer. */
  expiresAt: Date;
  state: RequestItemState;
  /** The security lead has approved it, and it only waits for the client. */
  studioApproved: boolean;
  answer: { agrees: boolean; byName: string; written: boolean; words: string | null; at: Date } | null;
  decidedAt: Date | null;
  decidedByClient: boolean;
  can: true | string;
};

export type RoomRequests = {
  /** What waits for the client's yes, the oldest first. */
  waiting: RoomItem[];
  /** What the client has said yes to, and the studio has still to decide. */
  withStudio: RoomItem[];
  /** What came of the rest, the latest first; so many at most. */
  past: RoomItem[];
  more: boolean;
};

/**
 * What is asked for at the accounts of the actor's own client where it has to agree: what waits for its yes, and what
 * came of the rest. Which client it is comes from the actor alone, never from an address (ASVS 8.4.1). Raises
 * forbidden.
 */
export async function listRoomRequests(actor: Actor, now = new Date()): Promise<RoomRequests> {
  requirePermission(actor, "room.read");
  const { clientId, contactId } = actor;
  if (!clientId || !contactId) throw notFound();
  const theirs = Prisma.sql`r."clientId" = ${clientId}::uuid AND i."policyOutcome" = 'security_lead_and_client'`;
  const [open, latest] = await Promise.all([
    readItems(db, Prisma.sql`${theirs} AND i.state = 'waiting'`),
    db.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
      WHERE ${theirs} AND i.state <> 'waiting'
      ORDER BY coalesce(i."decidedAt", r."closedAt", r."createdAt") DESC, i.id DESC LIMIT ${HISTORY + 1}`,
  ]);
  const pastIds = latest.slice(0, HISTORY).map(({ id }) => id);
  const past = await readItems(db, Prisma.sql`i.id = ANY(${pastIds}::uuid[])`);
  const items = [...open, ...past];
  const [offers, contacts, requests] = await Promise.all([
    rolesForAssets(db, [...new Set(items.map((item) => item.asset.id))]),
    readItemContacts(
      db,
      open.map((item) => item.id),
    ),
    db.accessRequest.findMany({
      where: { id: { in: [...new Set(items.map((item) => item.requestId))] } },
      select: { id: true, expiresAt: true },
    }),
  ]);
  const expiry = new Map(requests.map(({ id, expiresAt }) => [id, expiresAt]));
  const toRow = (item: ItemDetail): RoomItem => {
    const offer = offers.get(item.asset.id);
    const own = contacts.get(item.id)?.find((contact) => contact.contactId === contactId);
    return roomItem(item, {
      rung: offer ? rungOf(offer.offer, offer.assetType, rolesOf(item)) : null,
      expiresAt: expiry.get(item.requestId) ?? now,
      can: canAnswer(own?.standing ?? "none", item.clientName),
      now,
    });
  };
  return {
    waiting: open.filter((item) => item.clientAnswer === null).map(toRow),
    withStudio: open.filter((item) => item.clientAnswer !== null).map(toRow),
    past: pastIds.flatMap((id) => past.filter((item) => item.id === id).map(toRow)),
    more: latest.length > HISTORY,
  };
}

/** The roles that it is about: what was given, what the security lead has approved, else what was asked. */
const rolesOf = ({ decided, leadApproval, asked }: ItemDetail) =>
  decided.length > 0 ? decided : (leadApproval?.roles ?? asked);

function roomItem(
  item: ItemDetail,
  more: { rung: Rung | null; expiresAt: Date; can: true | string; now: Date },
): RoomItem {
  const { asset, smallest, clientAnswer, leadApproval } = item;
  const roles = rolesOf(item);
  const can = roles.flatMap((role) => role.capabilities);
  const lowered = item.state === "lowered" || (leadApproval !== null && !sameRoles(roles, item.asked));
  return {
    id: item.id,
    number: item.number,
    requestName: requestName(item.number),
    requesterName: item.requesterName,
    holderName: item.holder.name,
    account: {
      name: asset.name,
      accountId: showAccountId(asset),
      mark: asset.mark,
      platformName: asset.platformName,
    },
    work: workInWords(item.work),
    reason: item.reason,
    role: {
      rung: more.rung,
      name: roleNames(roles, asset.type),
      can: listed(fromMask(toMask(can)).map((capability) => CAPABILITY_VERBS[capability])),
    },
    above:
      item.aboveSmallest && item.aboveReason && !lowered
        ? {
            comparison:
              smallest.length > 0 ? explainComparison(roles, smallest) : "No role does exactly this work.",
            reason: item.aboveReason,
          }
        : null,
    ends: endsOf(item, can, more.now),
    askedAt: item.askedAt,
    expiresAt: more.expiresAt,
    state: item.state,
    studioApproved: item.state === "waiting" && leadApproval !== null && clientAnswer === null,
    answer: clientAnswer,
    decidedAt: item.decidedAt,
    decidedByClient: item.decidedByClient,
    can: more.can,
  };
}

const sameRoles = (a: readonly { id: string }[], b: readonly { id: string }[]): boolean =>
  a.length === b.length && a.every((role) => b.some((other) => other.id === role.id));

/** "31 December 2026", or "4 hours, from when it works". */
function endsOf(
  item: ItemDetail,
  capabilities: ItemDetail["asked"][number]["capabilities"][number][],
  now: Date,
) {
  if (item.decidedUntil && !item.lastsMinutes) return `until ${lastDayInWords(item.decidedUntil)}`;
  if (item.lastsMinutes) return `for ${hoursInWords(item.lastsMinutes)}, from when it works`;
  const { end } = effectiveEnd({
    from: now,
    asked: item.leadApproval?.until ?? item.until,
    capabilities,
    engagement: item.engagement,
    personEndsOn: item.holder.endsOn,
  });
  return `until ${lastDayInWords(end)}`;
}
