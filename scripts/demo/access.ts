import type { RoleEntry } from "@/lib/platforms/catalogue-schema";
import type { GrantCause, GrantState, ProofKind } from "@/prisma/generated/enums";
import { daysBefore, earliest, endOfDay } from "./moments";
import type { AssetRow, Draft, GrantRow } from "./rows";

/** Who holds it: a person under an identity, a robot, or a shared login alone. */
export type Holder = { personId: string | null; robotId: string | null; identityId: string | null };

export type Access = {
  holder: Holder;
  asset: AssetRow;
  roles: readonly RoleEntry[];
  startsAt: Date;
  /** As asked; the engagement and the person's last day may make it earlier. */
  endsAt: Date;
  cause: GrantCause;
  causeId: string | null;
  purpose: string;
  byId: string | null;
};

/**
 * Adds the grants that give somebody these roles, as `to_grant` and with no step yet. A role that is held on an
 * asset above (Tag Manager's account) becomes a grant there. What is held already is not given twice.
 */
export function giveAccess(draft: Draft, access: Access): GrantRow[] {
  const { rows } = draft;
  return access.roles.flatMap((role) => {
    const asset = role.heldOn.includes(access.asset.type)
      ? access.asset
      : assetAbove(draft, access.asset, role);
    const roleId = asset && draft.roleId(asset.platformId, role.key);
    if (!asset || !roleId || isHeld(draft, access.holder, asset.id, roleId, access.startsAt)) return [];
    const engagement = engagementOf(draft, asset, access.startsAt);
    const grant: GrantRow = {
      id: draft.random.id(access.startsAt),
      ...access.holder,
      assetId: asset.id,
      roleId,
      engagementId: engagement?.id ?? null,
      purpose: access.purpose,
      startsAt: access.startsAt,
      endsAt: lastMoment(draft, access, engagement),
      lastsMinutes: null,
      lapsesSince: null,
      lapsesById: null,
      state: "to_grant",
      proof: null,
      provedAt: null,
      provedById: null,
      provedHow: null,
      stateSince: access.startsAt,
      closedAt: null,
      cause: access.cause,
      causeId: access.causeId,
      createdAt: access.startsAt,
      createdById: access.byId,
      updatedAt: access.startsAt,
      updatedById: access.byId,
    };
    rows.grants.push(grant);
    return [grant];
  });
}

/** A step in the life of a grant: who, when, and how it is known where something was proved. */
export type Step = {
  to: GrantState;
  at: Date;
  byId: string | null;
  proof?: { kind: ProofKind; how: string };
  taskId?: string | null;
  reason?: string | null;
  /** When it was written down, if not then. */
  recordedAt?: Date;
};

/** Takes a grant one step on and keeps the step, as lib/register/move-grants.ts does. */
export function step(draft: Draft, grant: GrantRow, taken: Step): void {
  const { to, at, byId, proof } = taken;
  if (grant.state !== to) grant.stateSince = at;
  grant.state = to;
  grant.closedAt = to === "removed" || to === "not_granted" ? at : null;
  if (proof) {
    grant.proof = proof.kind;
    grant.provedAt = at;
    grant.provedById = byId;
    grant.provedHow = proof.how;
  }
  grant.updatedAt = at;
  grant.updatedById = byId;
  draft.rows.transitions.push({
    id: draft.random.id(at),
    grantId: grant.id,
    state: to,
    proof: proof?.kind ?? null,
    at,
    recordedAt: taken.recordedAt ?? at,
    byId,
    taskId: taken.taskId ?? null,
    reason: taken.reason ?? null,
  });
}

/** The identity under which somebody uses a platform: the platform's own where they have one, else the work address. */
export function identityOn({ rows }: Draft, personId: string, platformId: string): string {
  const theirs = rows.holders.filter((row) => row.personId === personId).map((row) => row.identityId);
  const usable = rows.identities.filter((row) => theirs.includes(row.id) && !row.shared);
  const found =
    usable.find((row) => row.platformId === platformId && row.kind === "personal") ??
    usable.find((row) => row.kind === "work");
  if (!found) throw new Error("A person of the demo has no identity.");
  return found.id;
}

/** A person as a holder on a platform. */
export const personOn = (draft: Draft, personId: string, platformId: string): Holder => ({
  personId,
  robotId: null,
  identityId: identityOn(draft, personId, platformId),
});

function assetAbove({ rows }: Draft, below: AssetRow, role: RoleEntry): AssetRow | undefined {
  const above = rows.links.filter((row) => row.belowId === below.id).map((row) => row.aboveId);
  return rows.assets.find((row) => above.includes(row.id) && role.heldOn.includes(row.type));
}

/** The same role may be given again only after it was over. */
function isHeld({ rows }: Draft, holder: Holder, assetId: string, roleId: string, from: Date): boolean {
  const id = holder.personId ?? holder.robotId ?? holder.identityId;
  return rows.grants.some(
    (row) =>
      (row.personId ?? row.robotId ?? row.identityId) === id &&
      row.assetId === assetId &&
      row.roleId === roleId &&
      (row.closedAt === null || new Date(row.closedAt) > from || row.startsAt >= from),
  );
}

type Engagement = Draft["rows"]["engagements"][number];

function engagementOf({ rows }: Draft, asset: AssetRow, at: Date): Engagement | undefined {
  return rows.engagements.find(
    (row) => row.clientId === asset.clientId && row.startsOn <= at && row.endsOn >= at,
  );
}

/** A grant never outlives the person's stay, the engagement, or what the engagement commits to. */
function lastMoment({ rows }: Draft, access: Access, engagement: Engagement | undefined): Date {
  const person = rows.people.find((row) => row.id === access.holder.personId);
  const ends = [access.endsAt];
  if (engagement) ends.push(endOfDay(engagement.endsOn));
  if (engagement?.longestGrantDays) ends.push(daysBefore(access.startsAt, -engagement.longestGrantDays));
  if (person?.endsOn) ends.push(endOfDay(new Date(person.endsOn)));
  return earliest(...ends);
}
