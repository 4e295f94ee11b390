import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

export type EngagementRow = {
  id: string;
  name: string;
  client: { id: string; name: string };
  startsOn: Date;
  endsOn: Date | null;
  agreementRef: string | null;
  dpaRef: string | null;
  endedAt: Date | null;
  members: number;
  /** Keys that stand under it and are not over. */
  keys: number;
};

/** Engagements, running ones first; of one client when it is named. */
export async function listEngagements(
  actor: Actor,
  of: { clientId?: string; running?: boolean } = {},
): Promise<EngagementRow[]> {
  requirePermission(actor, "clients.read");
  const rows = await db.engagement.findMany({
    where: {
      ...(of.clientId ? { clientId: of.clientId } : {}),
      ...(of.running ? { endedAt: null } : {}),
    },
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { startsOn: "desc" }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      startsOn: true,
      endsOn: true,
      agreementRef: true,
      dpaRef: true,
      endedAt: true,
      client: { select: { id: true, name: true } },
      _count: {
        select: { memberships: { where: { endedAt: null } }, grants: { where: { closedAt: null } } },
      },
    },
  });
  return rows.map(({ _count, ...row }) => ({ ...row, members: _count.memberships, keys: _count.grants }));
}
