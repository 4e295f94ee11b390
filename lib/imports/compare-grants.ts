import { type DraftGrant, grantKey } from "./draft-grants";
import { fold } from "./fold";
import type { GrantChange, KnownGrant } from "./plan-types";
import { showDate } from "./row-dates";

/**
 * Compares each grant with the register's and notes on it whether it is new, changed or the same. The same
 * role is looked for first; what is left over on both sides for one person and account is a change of role.
 * A cell that is empty or says that nobody knows contradicts nothing, so the same file twice changes nothing.
 */
export function compareGrants(grants: readonly DraftGrant[], known: readonly KnownGrant[]): void {
  const free = new Set(known);
  const byKey = groupBy(known, (grant) => `${grant.personRef}|${grant.assetRef}|${grant.roleKey}`);
  const byHolder = groupBy(known, (grant) => `${grant.personRef}|${grant.assetRef}`);
  for (const grant of grants) match(grant, byKey.get(grantKey(grant)), free, closest);
  for (const grant of grants) {
    if (grant.known !== null) continue;
    match(grant, byHolder.get(`${grant.person.ref}|${grant.asset.ref}`), free, overlapping);
  }
}

type Choose = (grant: DraftGrant, candidates: readonly KnownGrant[]) => KnownGrant | undefined;

function match(
  grant: DraftGrant,
  candidates: readonly KnownGrant[] | undefined,
  free: Set<KnownGrant>,
  choose: Choose,
): void {
  const found =
    candidates &&
    choose(
      grant,
      candidates.filter((candidate) => free.has(candidate)),
    );
  if (!found) return;
  free.delete(found);
  grant.known = found.ref;
  grant.changes = changesOf(grant, found);
  grant.outcome = grant.changes.length === 0 ? "same" : "changed";
}

/** The grant that begins on the same day, else one at an overlapping time. */
function closest(grant: DraftGrant, candidates: readonly KnownGrant[]): KnownGrant | undefined {
  const sameStart = candidates.find((known) => known.since?.getTime() === grant.since?.getTime());
  return sameStart ?? overlapping(grant, candidates);
}

function overlapping(grant: DraftGrant, candidates: readonly KnownGrant[]): KnownGrant | undefined {
  const until = grant.until.kind === "date" ? grant.until.date.getTime() : Number.POSITIVE_INFINITY;
  return candidates.find(
    (known) =>
      (known.since?.getTime() ?? Number.NEGATIVE_INFINITY) <= until &&
      (known.until?.getTime() ?? Number.POSITIVE_INFINITY) >=
        (grant.since?.getTime() ?? Number.NEGATIVE_INFINITY),
  );
}

function changesOf(grant: DraftGrant, known: KnownGrant): GrantChange[] {
  const changes: GrantChange[] = [];
  const note = (field: GrantChange["field"], before: string, after: string) =>
    changes.push({ field, before, after });
  if (grant.role.key !== known.roleKey) note("role", known.roleKey, grant.role.name);
  if (grant.since !== null && known.since?.getTime() !== grant.since.getTime())
    note("since", show(known.since), show(grant.since));
  if (grant.until.kind === "date" && known.until?.getTime() !== grant.until.date.getTime()) {
    note("until", show(known.until), show(grant.until.date));
  }
  const address = grant.identity?.address;
  if (address !== undefined && address !== known.identity)
    note("identity", known.identity ?? "not recorded", address);
  if (grant.reason !== null && fold(grant.reason) !== fold(known.reason ?? ""))
    note("reason", known.reason ?? "none", grant.reason);
  if (grant.note !== null && !fold(known.note ?? "").includes(fold(grant.note)))
    note("note", known.note ?? "none", grant.note);
  return changes;
}

function show(date: Date | null): string {
  return date === null ? "not recorded" : showDate(date);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const there = groups.get(key(item));
    if (there) there.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
