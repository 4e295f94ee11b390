import { type DraftGrant, grantKey } from "./draft-grants";
import { fold } from "./fold";
import { nameOf } from "./known-people";
import type { GrantChange, KnownGrant } from "./plan-types";
import type { Draft } from "./question-book";
import { showDate } from "./row-dates";

/**
 * Compares each grant with the register's and notes on it whether it is new, changed or the same. The same
 * role is looked for first; what is left over on both sides for one person and account is a change of role.
 * A cell that is empty or says that nobody knows contradicts nothing, so the same file twice changes nothing. A
 * row is refused when the register does not let a file change its grant, or has seen it taken back. A row that
 * still asks (which of two periods stands) is no change of anything until it has been answered.
 */
export function compareGrants(
  grants: readonly DraftGrant[],
  known: readonly KnownGrant[],
  drafts: ReadonlyMap<number, Draft>,
): void {
  const held = known.filter((grant) => !grant.removed);
  const free = new Set(held);
  const byKey = groupBy(held, keyOf);
  const byHolder = groupBy(held, (grant) => `${grant.personRef}|${grant.assetRef}`);
  const gone = groupBy(
    known.filter((grant) => grant.removed),
    keyOf,
  );
  const isAsked = (grant: DraftGrant) => (drafts.get(grant.row)?.asks.length ?? 0) > 0;
  const settled = grants.filter((grant) => !isAsked(grant));
  for (const grant of settled) match(grant, byKey.get(grantKey(grant)), free, drafts, closest);
  for (const grant of grants) {
    if (grant.known !== null) continue;
    if (!isAsked(grant))
      match(grant, byHolder.get(`${grant.person.ref}|${grant.asset.ref}`), free, drafts, overlapping);
    if (grant.known === null) refuseRemoved(grant, gone.get(grantKey(grant)) ?? [], drafts);
  }
}

const keyOf = (grant: KnownGrant) => `${grant.personRef}|${grant.assetRef}|${grant.roleKey}`;

/** A file from before the removal must not bring the grant back. */
function refuseRemoved(
  grant: DraftGrant,
  gone: readonly KnownGrant[],
  drafts: ReadonlyMap<number, Draft>,
): void {
  const last = Math.max(0, ...gone.map((known) => known.removed?.getTime() ?? 0));
  if (last === 0 || (grant.since !== null && grant.since.getTime() > last)) return;
  drafts
    .get(grant.row)
    ?.refusals.push(
      `${grant.role.name} on ${grant.asset.shown} was taken back from ${nameOf(grant.person)} on ${showDate(new Date(last))}, and the file still has it. If they hold it again, record it in the register.`,
    );
}

type Choose = (grant: DraftGrant, candidates: readonly KnownGrant[]) => KnownGrant | undefined;

function match(
  grant: DraftGrant,
  candidates: readonly KnownGrant[] | undefined,
  free: Set<KnownGrant>,
  drafts: ReadonlyMap<number, Draft>,
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
  const draft = drafts.get(grant.row);
  if (grant.since !== null && found.since !== null && found.since.getTime() !== grant.since.getTime()) {
    draft?.remarks.push(`The register has it from ${showDate(found.since)}; a start is not overwritten.`);
  }
  const why = grant.outcome === "changed" ? (found.fixed ?? whyNotChanged(grant, found)) : null;
  if (why !== null) draft?.refusals.push(why);
}

/** A shared login's grant is everybody's who holds it: one person's row cannot turn it into something else. */
function whyNotChanged(grant: DraftGrant, found: KnownGrant): string | null {
  const isShared = found.isShared ?? false;
  const isOther = grant.changes.some(({ field }) => field === "role" || field === "identity");
  if (!isOther || (!isShared && !grant.identity?.shared)) return null;
  const login = found.identity === null ? "their own login" : `the login ${found.identity}`;
  return `In the register ${nameOf(grant.person)} has this through ${login}, and a shared login is involved. Change it in the register.`;
}

/** The grant that begins on the same day, else any: until its removal is proved, the register keeps one. */
function closest(grant: DraftGrant, candidates: readonly KnownGrant[]): KnownGrant | undefined {
  const sameStart = candidates.find((known) => known.since?.getTime() === grant.since?.getTime());
  return sameStart ?? candidates[0];
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
  if (grant.until.kind === "date" && !isUntil(known, grant.until.date)) {
    note("until", show(known.until), show(grant.until.date));
  }
  const address = grant.identity?.address;
  if (address !== undefined && address !== known.identity)
    note("identity", known.identity ?? "not recorded", address);
  if (grant.reason !== null && !fold(known.reason ?? "").includes(fold(grant.reason)))
    note("reason", known.reason ?? "none", grant.reason);
  if (grant.note !== null && !fold(known.note ?? "").includes(fold(grant.note)))
    note("note", known.note ?? "none", grant.note);
  return changes;
}

/** A shared login's grant lasts as long as the last of its holders'. */
function isUntil(known: KnownGrant, until: Date): boolean {
  if (known.until?.getTime() === until.getTime()) return true;
  return known.isShared === true && (known.until === null || known.until > until);
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
