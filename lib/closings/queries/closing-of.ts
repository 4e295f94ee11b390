import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { readClosingStake, readGrantIds } from "@/lib/closings/read-stake";
import type { Scope } from "@/lib/closings/scope";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";

/** What a closing would take, in numbers, before anything is done. */
export type ClosingPreview = {
  everything: boolean;
  keys: number;
  links: number;
  data: number;
  requests: number;
};

/** The end of an engagement or a client as their own pages show it: under way or done, or what it would take. */
export type ClosingOf = {
  /** The latest that was not cancelled. */
  closing: {
    id: string;
    number: number;
    /** All work for the client ends. */
    whole: boolean;
    certifiedAt: Date | null;
    roomUntil: Date | null;
  } | null;
  /** For who may start one, where none is under way. */
  preview: ClosingPreview | null;
};

/**
 * What there is of the end of an engagement, or of a whole client where none is named; the end of all work for the
 * client is the end of each engagement, too. Raises forbidden for who may not see clients.
 */
export async function closingOf(
  actor: Actor,
  { clientId, engagementId }: { clientId: string; engagementId: string | null },
): Promise<ClosingOf> {
  requirePermission(actor, "clients.read");
  if (!isId(clientId)) return { closing: null, preview: null };
  const found = await db.closing.findFirst({
    where: { clientId, cancelledAt: null, OR: [{ engagementId }, { engagementId: null }] },
    orderBy: { number: "desc" },
    select: { id: true, number: true, engagementId: true, certifiedAt: true, roomUntil: true },
  });
  const closing = found && { ...found, whole: found.engagementId === null };
  const startable = may(actor, "closings.start") && (!closing || closing.certifiedAt !== null);
  return {
    closing,
    preview: startable ? await previewClosing(clientId, engagementId) : null,
  };
}

async function previewClosing(clientId: string, engagementId: string | null): Promise<ClosingPreview> {
  const others = engagementId
    ? await db.engagement.count({ where: { clientId, endedAt: null, id: { not: engagementId } } })
    : 0;
  const scope: Scope = { clientId, engagementId, everything: others === 0 };
  const [grantIds, stake, requests] = await Promise.all([
    readGrantIds(db, scope, { untaken: false }),
    readClosingStake(db, scope),
    db.accessRequest.count({
      where: { clientId, closedAt: null, ...(scope.everything ? {} : { engagementId }) },
    }),
  ]);
  return {
    everything: scope.everything,
    keys: grantIds.length,
    links: stake.links.length,
    data: stake.data.length,
    requests,
  };
}
