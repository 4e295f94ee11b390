import { nameOf } from "./known-people";
import type { KnownAsset, PlannedEnd, PlannedGrant } from "./plan-types";
import type { Draft, QuestionBook } from "./question-book";
import { showDate } from "./row-dates";
import { accountKey } from "./row-owners";
import type { RoleName } from "./understanding";

export type DraftGrant = PlannedGrant & { row: number };

const NO_REASON = /^[-–—?.\s]*$|^(n\/a|tbc|none)$/i;
const LONGEST = 800;
const INVITED = /\b(invit(ed|ation)|pending|eingeladen|invite[e]?|uitgenodigd)\b/i;
const ACCEPTED = /\b(not|nicht|un|pas|niet|yet|pending|never)\b/i;

/** The grants of a row of which everything is understood, one for each person and role; empty when something is open. */
export function draftGrants(
  draft: Draft,
  texts: { reason: string; notes: string; addedBy: string },
  assets: ReadonlyMap<string, KnownAsset>,
  now: Date,
): DraftGrant[] {
  const { platform, account, client, roles } = draft;
  const isOpen = draft.refusals.length > 0 || draft.asks.length > 0 || draft.leftOut !== null;
  if (isOpen || platform === null || account === null || client === null || roles === null) return [];
  const known = assets.get(accountKey(platform.id, account));
  const ref = known?.ref ?? `new:asset:${accountKey(platform.id, account)}`;
  const pairs = draft.people.flatMap((who) => roles.map((role) => ({ ...who, role })));
  return pairs.map(({ person, identity, role }) => ({
    row: draft.row.number,
    client,
    asset: {
      ...account,
      assetType: known?.assetType ?? account.assetType,
      ref,
      isNew: known === undefined,
      platformId: platform.id,
      platformName: platform.name,
    },
    person,
    identity,
    role,
    engagement: null,
    since: draft.since,
    until: draft.until,
    hasExpired: draft.until.kind === "date" && endOfDay(draft.until.date) < now,
    isInvited: INVITED.test(texts.notes) && ACCEPTED.test(texts.notes),
    reason: NO_REASON.test(texts.reason) ? null : texts.reason.slice(0, LONGEST),
    note: noteOf(role, texts.notes),
    addedBy: texts.addedBy || null,
    outcome: "new",
    known: null,
    changes: [],
  }));
}

/** What the cell says and what restricts the role: kept in words, since the register has no field for them. */
function noteOf(role: RoleName, notes: string): string | null {
  const limits = role.limits?.length ? `With the restriction ${role.limits.join(", ")}` : "";
  return (
    [limits, notes]
      .filter((part) => part !== "")
      .join(". ")
      .slice(0, LONGEST) || null
  );
}

function endOfDay(date: Date): Date {
  return new Date(date.getTime() + 86_399_999);
}

/** The holder, the account and the role: within it the register allows no two grants at one time. */
export function grantKey(grant: PlannedGrant): string {
  return `${grant.person.ref}|${grant.asset.ref}|${grant.role.key}`;
}

/**
 * Settles grants of the same role to one person on one account, of which the register keeps one until its removal
 * is proved. The same again is dropped; periods one after the other become one; others are asked about. Gives
 * what is left.
 */
export function settleOverlaps(
  grants: readonly DraftGrant[],
  drafts: ReadonlyMap<number, Draft>,
  book: QuestionBook,
): DraftGrant[] {
  const groups = new Map<string, DraftGrant[]>();
  const dropped = new Set<DraftGrant>();
  for (const grant of grants) {
    const key = grantKey(grant);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const earlier = group.find((other) => !dropped.has(other));
    group.push(grant);
    const draft = drafts.get(grant.row);
    if (earlier === undefined || draft === undefined) continue;
    if (isSamePeriod(earlier, grant)) {
      dropped.add(grant);
      draft.remarks.push(`It says the same as row ${earlier.row} about ${nameOf(grant.person)}.`);
      continue;
    }
    if (!overlaps(earlier, grant)) {
      dropped.add(grant);
      draft.remarks.push(
        `${nameOf(grant.person)} has this in row ${earlier.row} too (${period(earlier)}). An end that has passed is no removal, so both rows are one grant.`,
      );
      join(earlier, grant);
      continue;
    }
    const answer = askOverlap(draft, earlier, grant, key, book);
    if (answer === "first" || answer === "join") dropped.add(grant);
    if (answer === "join") join(earlier, grant);
    if (answer === "last") dropped.add(earlier);
    if (answer === "last") drafts.get(earlier.row)?.remarks.push(`Row ${grant.row} stands instead.`);
    if (answer === "first" || answer === "join") draft.remarks.push(`Row ${earlier.row} stands for both.`);
  }
  return grants.filter((grant) => !dropped.has(grant));
}

function askOverlap(
  draft: Draft,
  earlier: DraftGrant,
  grant: DraftGrant,
  key: string,
  book: QuestionBook,
): string | null {
  return book.ask(draft, {
    key: `overlap|${key}`,
    kind: "overlap",
    sentence: `Row ${earlier.row} already gives ${nameOf(grant.person)} ${grant.role.name} on ${grant.asset.shown} (${period(earlier)}); this row says: ${period(grant)}. Which stands?`,
    proposals: [
      { answer: "join", label: "One period, from the earliest start to the latest end" },
      { answer: "first", label: "The earlier row" },
      { answer: "last", label: "The later row" },
    ],
    typed: null,
  });
}

function overlaps(one: DraftGrant, other: DraftGrant): boolean {
  return startOf(one) <= endOf(other) && startOf(other) <= endOf(one);
}

function isSamePeriod(one: DraftGrant, other: DraftGrant): boolean {
  return (
    startOf(one) === startOf(other) &&
    endOf(one) === endOf(other) &&
    one.identity?.address === other.identity?.address
  );
}

function join(earlier: DraftGrant, grant: DraftGrant): void {
  if (startOf(grant) < startOf(earlier)) earlier.since = grant.since;
  if (endOf(grant) > endOf(earlier)) {
    earlier.until = grant.until;
    earlier.hasExpired = grant.hasExpired;
  }
}

function startOf(grant: DraftGrant): number {
  return grant.since?.getTime() ?? Number.NEGATIVE_INFINITY;
}

function endOf(grant: DraftGrant): number {
  return grant.until.kind === "date" ? grant.until.date.getTime() : Number.POSITIVE_INFINITY;
}

/** A grant's time in words. */
export function period(grant: { since: Date | null; until: PlannedEnd }): string {
  const from = grant.since === null ? "from an unknown day" : `from ${showDate(grant.since)}`;
  return grant.until.kind === "date" ? `${from} to ${showDate(grant.until.date)}` : `${from}, no end given`;
}
