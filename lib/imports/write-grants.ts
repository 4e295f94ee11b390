import { correctGrants } from "@/lib/register/correct-grants";
import { recordGrant } from "@/lib/register/record-grant";
import { holdingKey } from "./count-writes";
import { combinedPurpose, purposeOf } from "./grant-purpose";
import type { KnownRegister } from "./known-register";
import type { PlannedGrant } from "./plan-types";
import type { IdentityOf } from "./write-identities";
import type { Refs, WriteContext } from "./write-register";

type Writing = {
  refs: Refs;
  identityOf: IdentityOf;
  roleId: (platformId: string, key: string) => string | undefined;
};

const DAY = 86_400_000;
const UNTIL_EVENING = 86_399_000;

/**
 * Records the grants as they are said to be: without a proof, for a spreadsheet proves nothing; one that has ended
 * is recorded as held until its removal is proved. Of a shared login each grant is one, its own. A change of role
 * ends one grant and begins another.
 */
export async function writeGrants(
  context: WriteContext,
  grants: readonly PlannedGrant[],
  known: KnownRegister["grants"],
  writing: Writing,
): Promise<void> {
  const { tx, actor, runId, reason } = context;
  const changed = grants.filter((grant) => grant.outcome === "changed");
  const replacing = changed.filter(hasChanged("role"));
  const kept = changed.filter((grant) => !hasChanged("role")(grant));
  const purposes = new Map(known.map((grant) => [grant.ref, grant.reason ?? ""]));
  const later = Map.groupBy(kept.filter(hasChanged("until")), (grant) => grant.known ?? "");
  const texts = Map.groupBy(kept.filter(hasChanged("reason", "note")), (grant) => grant.known ?? "");
  if (changed.length > 0)
    await correctGrants.within(tx, actor, {
      ends: [...later].map(([grantId, same]) => ({
        grantId,
        endsAt: new Date(Math.max(...same.map((grant) => endOf(grant)?.getTime() ?? 0))),
      })),
      identities: kept.filter(hasChanged("identity")).flatMap((grant) => {
        const identityId = writing.identityOf(grant);
        return grant.known && identityId ? [{ grantId: grant.known, identityId }] : [];
      }),
      purposes: [...texts].map(([grantId, same]) => ({
        grantId,
        purpose: combinedPurpose([
          purposes.get(grantId) ?? "",
          ...same.map((grant) => purposeOf(grant, false)),
        ]),
      })),
      replaced: replacing.flatMap((grant) => (grant.known ? [{ grantId: grant.known }] : [])),
      reason,
    });

  const sharedThere = new Set(
    known.flatMap((grant) =>
      grant.isShared && !grant.removed ? [`${grant.identityId}|${grant.assetRef}|${grant.roleKey}`] : [],
    ),
  );
  const fresh = grants.filter((grant) => {
    if (grant.outcome !== "new" || !grant.identity?.shared) return grant.outcome === "new";
    // Somebody more who knows a shared login's secret: the login's grant is there already.
    const key = `${writing.identityOf(grant)}|${writing.refs(grant.asset.ref)}|${grant.role.key}`;
    return !sharedThere.has(key);
  });
  const lines = [
    ...Map.groupBy(fresh, holdingKey)
      .values()
      .map((same) => lineOf(same, context, writing)),
    ...replacing.map((grant) => lineOf([grant], context, writing, context.now)),
  ];
  if (lines.length > 0)
    await recordGrant.within(tx, actor, { grants: lines, cause: "import", causeId: runId });
}

/** One grant for all that say it: one row, or one for each who knows a shared login's secret. */
function lineOf(
  same: readonly PlannedGrant[],
  { now }: WriteContext,
  { refs, identityOf, roleId }: Writing,
  startsAt?: Date,
) {
  const [grant] = same;
  const role = grant && roleId(grant.asset.platformId, grant.role.key);
  if (!grant || !role) throw new Error("A planned grant has a role of the register.");
  const ends = same.map(endOf);
  const endsAt = ends.includes(null) ? null : new Date(Math.max(...ends.map((end) => end?.getTime() ?? 0)));
  const identityId = identityOf(grant);
  const engagements = [...new Set(same.map(({ engagement }) => engagement?.ref ?? null))];
  const engagementId = engagements.length === 1 ? engagements[0] : null;
  return {
    ...(grant.identity?.shared ? {} : { personId: refs(grant.person.ref) }),
    ...(identityId === null ? {} : { identityId }),
    ...(engagementId ? { engagementId } : {}),
    assetId: refs(grant.asset.ref),
    roleIds: [role],
    purpose: combinedPurpose(same.map((each) => purposeOf(each, true))),
    startsAt: startsAt ?? startOf(same, endsAt, now),
    ...(endsAt === null ? {} : { endsAt }),
    proof: "unproved" as const,
    state: same.every((each) => each.isInvited) ? ("invited" as const) : ("active" as const),
  };
}

/** The earliest start; where none is known the day of the import, or the day of an end that has passed. */
function startOf(same: readonly PlannedGrant[], endsAt: Date | null, now: Date): Date {
  const starts = same.flatMap((grant) => grant.since ?? []);
  if (starts.length > 0) return new Date(Math.min(...starts.map((start) => start.getTime())));
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const lastDay = endsAt === null ? today : Math.floor(endsAt.getTime() / DAY) * DAY;
  return new Date(Math.min(today, lastDay));
}

/** The evening of the last day. */
function endOf({ until }: PlannedGrant): Date | null {
  return until.kind === "date" ? new Date(until.date.getTime() + UNTIL_EVENING) : null;
}

function hasChanged(...fields: PlannedGrant["changes"][number]["field"][]) {
  return (grant: PlannedGrant) => grant.changes.some((change) => fields.includes(change.field));
}
