import { type Actor, requirePermission } from "@/lib/auth/actor";
import { type Commitments, effectiveCommitments, STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { db, Prisma } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { effectiveAccess } from "@/lib/register/queries/effective-access";
import { type GrantRow, readGrants } from "@/lib/register/queries/grant-rows";

/** A key to one of the client's accounts, as the client sees it. */
export type RoomKey = Pick<
  GrantRow,
  | "id"
  | "platform"
  | "role"
  | "risk"
  | "state"
  | "proof"
  | "provedAt"
  | "proofAge"
  | "endsAt"
  | "expiredNotRemoved"
> & {
  holder: { kind: GrantRow["holder"]["kind"]; name: string };
  account: { name: string; accountId: string };
};

/** Somebody who gets into an account from above, through what the client need not know more of than its name. */
export type RoomReach = { personName: string; roleName: string; accountName: string; through: string };

export type Room = {
  clientName: string;
  keys: RoomKey[];
  reach: RoomReach[];
  engagements: {
    id: string;
    name: string;
    startsOn: Date;
    endsOn: Date | null;
    agreementRef: string | null;
    dpaRef: string | null;
    /** What counts: the strictest of the studio's default and its own. */
    commitments: Commitments;
  }[];
};

/**
 * The room of the actor's own client: who holds keys to its accounts, directly and from above, and what was signed.
 * Which client it is comes from the actor alone, never from an address (ASVS 8.4.1): there is nothing to guess. A
 * path that leads over another client's account says so without its name. Raises forbidden.
 */
export async function getRoom(actor: Actor): Promise<Room> {
  requirePermission(actor, "room.read");
  const { clientId } = actor;
  if (!clientId) throw notFound();
  const [client, grants, access, engagements] = await Promise.all([
    db.client.findUniqueOrThrow({ where: { id: clientId }, select: { name: true } }),
    readGrants(
      db,
      Prisma.sql`a."clientId" = ${clientId}::uuid AND held.state NOT IN ('removed', 'not_granted')`,
      {
        asOf: null,
        now: new Date(),
        tail: Prisma.sql`ORDER BY pl.name, a.name, "holderName", pr.rank, g.id`,
      },
    ),
    effectiveAccess(db, { clientId }),
    db.engagement.findMany({
      where: { clientId, endedAt: null },
      orderBy: { startsOn: "asc" },
      select: {
        id: true,
        name: true,
        startsOn: true,
        endsOn: true,
        agreementRef: true,
        dpaRef: true,
        notificationHours: true,
        reviewIntervalDays: true,
        longestGrantDays: true,
        clientMfaRequired: true,
        compliantDeviceRequired: true,
        clientApprovesGrants: true,
        subprocessorCategories: true,
      },
    }),
  ]);
  const fromAbove = access.filter(({ direct }) => !direct);
  const foreign = await foreignAssets(
    clientId,
    fromAbove.map(({ path }) => path[0]?.assetId ?? ""),
  );
  return {
    clientName: client.name,
    keys: grants.map(toKey),
    reach: fromAbove.map(({ personName, roleName, assetName, path: [first] }) => ({
      personName,
      roleName,
      accountName: assetName,
      through: !first || foreign.has(first.assetId) ? "another account of the studio" : first.name,
    })),
    engagements: engagements.map(({ id, name, startsOn, endsOn, agreementRef, dpaRef, ...own }) => ({
      ...{ id, name, startsOn, endsOn, agreementRef, dpaRef },
      commitments: effectiveCommitments(STUDIO_COMMITMENTS, own),
    })),
  };
}

/** Which of these accounts belong to somebody else's client. */
async function foreignAssets(clientId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Asset" WHERE id = ANY(${[...ids]}::uuid[]) AND "clientId" IS NOT NULL
      AND "clientId" <> ${clientId}::uuid`;
  return new Set(rows.map(({ id }) => id));
}

/** Only what a client needs to know of a key: no purpose, no address of a person, no id of anything inside. */
function toKey({ holder, asset, ...grant }: GrantRow): RoomKey {
  const { id, platform, role, risk, state, proof, provedAt, proofAge, endsAt, expiredNotRemoved } = grant;
  return {
    id,
    holder: { kind: holder.kind, name: holder.kind === "shared" ? "A shared login" : holder.name },
    account: { name: asset.name, accountId: asset.accountId },
    ...{ platform, role, risk, state, proof, provedAt, proofAge, endsAt, expiredNotRemoved },
  };
}
