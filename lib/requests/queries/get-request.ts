import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import type { GrantEndLimit } from "@/lib/clients/rules/grant-end";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { compareRoles, explainComparison, roleNames } from "@/lib/platforms/explain-role";
import { type AssetOffer, rolesForAssets } from "@/lib/platforms/offers";
import type { Conflict } from "@/lib/preconditions/rules/conflicts";
import { listDeciders } from "@/lib/requests/list-deciders";
import { type AskedClient, askedClient } from "@/lib/requests/queries/asked-client";
import { visibleItems } from "@/lib/requests/queries/visible";
import { type OtherHolder, whoElse } from "@/lib/requests/queries/who-else";
import { heldKey, readHeld } from "@/lib/requests/read-held";
import { readItemConflicts } from "@/lib/requests/read-item-conflicts";
import { type ItemDetail, readItems } from "@/lib/requests/read-items";
import {
  type Check,
  checkConflicts,
  checkDevice,
  checkEngagement,
  checkHolder,
} from "@/lib/requests/rules/checks";
import { type ClientAnswer, waitsForClient } from "@/lib/requests/rules/client-answer";
import { approve } from "@/lib/requests/rules/decide";
import { effectiveEnd, limitWords } from "@/lib/requests/rules/ends";
import { type RequestState, requestState } from "@/lib/requests/rules/item-life";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { answerInWords, type PolicyAnswerInWords } from "@/lib/requests/rules/policy-answer";
import { type Held, heldInWords, lostInChange } from "@/lib/requests/rules/weigh";
import { authorityFor, canDecide, canWithdraw, seesAll } from "@/lib/requests/rules/who-may";
import { hoursInWords, lastDayInWords, requestName, requestSentence } from "@/lib/requests/rules/words";
import type { PolicyOutcome, RequestItemState } from "@/prisma/generated/enums";

/** One person on one account, as the decision shows it. */
export type ItemRow = {
  id: string;
  person: { id: string; name: string };
  asset: { id: string; name: string; accountId: string; mark: string; platformName: string };
  state: RequestItemState;
  smallest: Rung | null;
  asked: Rung;
  decided: Rung | null;
  unverified: boolean;
  above: boolean;
  aboveReason: string | null;
  explanation: string;
  /** What the asked roles add to the smallest: a sentence, when they are more. */
  comparison: string | null;
  holds: { rung: Rung | null; words: string; direct: boolean }[];
  loses: string | null;
  /** Until when it would last, or lasts, and what decides that: "31 December 2026, with the engagement". */
  ends: string;
  /** Less than was asked, for "Lower…": roles on this account that add nothing to what was asked. */
  lower: { roleId: string; name: string; rung: Rung }[];
  /** Who has to decide it, as the access policy said. */
  needs: PolicyOutcome;
  /** The rule of the access policy that led there; null: asked before there was one. */
  policy: PolicyAnswerInWords | null;
  decidedBy: string | null;
  /** In whose place. */
  inPlaceOf: string | null;
  decidedByPolicy: boolean;
  decidedByClient: boolean;
  /** What the client said, where it has to agree. */
  clientAnswer: ClientAnswer | null;
  /** What the security lead has approved before the client's yes; it gives nothing until then. */
  leadApproval: {
    leadName: string;
    inPlaceOf: string | null;
    at: Date;
    gives: string;
    reason: string | null;
  } | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  /** Approved by the security lead; given when the client says yes. */
  waitsForClient: boolean;
  /** What stands against an approval, in words; null: nothing. */
  stops: string | null;
  can: { decide: true | string };
};

export type RequestDetail = {
  id: string;
  number: number;
  name: string;
  sentence: string;
  requester: { id: string; name: string };
  client: { id: string; name: string };
  engagement: { id: string; name: string } | null;
  reason: string;
  until: Date;
  /** Just in time: for so long from when it works, in words; null: until a day. */
  lasts: string | null;
  askedAt: Date;
  state: RequestState;
  items: ItemRow[];
  checks: Check[];
  others: { holders: OtherHolder[]; total: number } | null;
  /** Who of the client answers what waits for it; null: nothing does. */
  clientSide: AskedClient | null;
  /** `decides`: they decide requests at all. `history`: who sees one item of several does not read about the others. `refusal`: why the actor decides none of what waits, in words. `inPlaceOf`: in whose places they decide what they can. */
  can: {
    decide: boolean;
    decides: boolean;
    withdraw: boolean;
    history: boolean;
    /** Reads the access policy itself. */
    policy: boolean;
    refusal: string | null;
    inPlaceOf: string[];
  };
  /** Something waits that nobody can decide: it stays closed. */
  closed: boolean;
};

/**
 * One request with what its decision needs to see; null when there is none, or none that the actor may see. Whether
 * they can decide it comes from the rule that the command enforces.
 */
export async function getRequest(actor: Actor, id: string, now = new Date()): Promise<RequestDetail | null> {
  requirePermission(actor, "requests.read");
  if (!isId(id)) return null;
  const items = await readItems(db, Prisma.sql`i."requestId" = ${id}::uuid AND ${visibleItems(actor)}`);
  const [first] = items;
  if (!first) return null;
  const people = new Map(items.map((item) => [item.personId, { id: item.personId, name: item.holder.name }]));
  const assetIds = [...new Set(items.map((item) => item.asset.id))];
  const waits = items.filter((item) => item.state === "waiting");
  const [offers, held, conflicts] = await Promise.all([
    rolesForAssets(db, assetIds),
    readHeld(db, [...people.keys()], assetIds),
    readItemConflicts(db, waits, (item) => item.asked),
  ]);
  const clientSide = await askedClient(items, {
    mayRemind: may(actor, "requests.remind-client"),
    now,
  });
  const others = may(actor, "register.read") ? await whoElse(offers, [...people.keys()]) : null;
  const requester = { id: first.requesterId, name: first.requesterName };
  const deciders = waits.length > 0 ? await listDeciders(db) : [];
  const rows = items.flatMap((item) => {
    const offer = offers.get(item.asset.id);
    const has = held.get(heldKey(item.personId, item.asset.id)) ?? [];
    return offer ? [rowOf(actor, item, offer, { held: has, conflicts: conflicts(item), now })] : [];
  });
  const waiting = rows.filter((row) => row.state === "waiting");
  const refused = waiting.map((row) => row.can.decide).filter((can) => can !== true);
  const decide = refused.length < waiting.length;
  const places = items
    .filter((item) => item.state === "waiting")
    .map((item) => authorityFor(actor, item))
    .flatMap((authority) => (authority.ok && authority.inPlaceOf ? authority.inPlaceOf.name : []));
  return {
    id: first.requestId,
    number: first.number,
    name: requestName(first.number),
    sentence: requestSentence({
      requester,
      people: [...people.values()],
      work: first.work,
      clientName: first.clientName,
      waits: waiting.length > 0,
    }),
    requester,
    client: { id: first.clientId, name: first.clientName },
    engagement: first.engagement && { id: first.engagement.id, name: first.engagement.name },
    reason: first.reason,
    until: first.until,
    lasts: first.lastsMinutes ? hoursInWords(first.lastsMinutes) : null,
    askedAt: first.askedAt,
    state: requestState(items.map((item) => item.state)),
    items: rows,
    checks: checksOf(waits, conflicts, now),
    others,
    clientSide,
    can: {
      decide,
      decides: may(actor, "requests.decide"),
      withdraw:
        may(actor, "requests.ask") &&
        waiting.length > 0 &&
        items.some((item) => canWithdraw(actor, item) === true),
      history: seesAll(actor) || first.requesterId === actor.personId,
      policy: may(actor, "access-policy.read"),
      refusal: !decide && may(actor, "requests.decide") ? (refused[0] ?? null) : null,
      inPlaceOf: [...new Set(places)],
    },
    closed: items.some(
      (item) => item.state === "waiting" && !deciders.some((decider) => canDecide(decider, item) === true),
    ),
  };
}

function rowOf(
  actor: Actor,
  item: ItemDetail,
  { offer, assetType }: AssetOffer,
  known: { held: readonly Held[]; conflicts: readonly Conflict[]; now: Date },
): ItemRow {
  const { held, now } = known;
  const { asset, smallest, asked, decided } = item;
  const rung = (roles: typeof asked) => rungOf(offer, assetType, roles);
  const comparison = smallest.length > 0 ? explainComparison(asked, smallest) : null;
  const approval = approve(item, { choice: { kind: "asked" }, until: null, ...known });
  const capabilities = (decided.length > 0 ? decided : smallest.length > 0 ? smallest : asked).flatMap(
    (role) => role.capabilities,
  );
  const limits = { from: now, asked: item.until, capabilities, engagement: item.engagement };
  return {
    id: item.id,
    person: { id: item.personId, name: item.holder.name },
    asset: {
      id: asset.id,
      name: asset.name,
      accountId: showAccountId(asset),
      mark: asset.mark,
      platformName: asset.platformName,
    },
    state: item.state,
    smallest: smallest.length > 0 ? rung(smallest) : null,
    asked: rung(asked),
    decided: decided.length > 0 ? rung(decided) : null,
    unverified: [...smallest, ...asked].some((role) => !role.verified),
    above: item.aboveSmallest,
    aboveReason: item.aboveReason,
    explanation: item.explanation,
    comparison: item.aboveSmallest ? comparison : null,
    holds: held.map((each) => {
      const role = offer.roles.find((one) => one.id === each.roleId);
      return { rung: role ? rung([{ ...role }]) : null, words: heldInWords(each), direct: each.direct };
    }),
    loses: lostInChange(held, smallest.length > 0 ? smallest : asked, asset.combine),
    ends: item.decidedUntil
      ? lastDayInWords(item.decidedUntil)
      : item.lastsMinutes
        ? `for ${hoursInWords(item.lastsMinutes)}, from when it works`
        : endInWords(effectiveEnd({ ...limits, personEndsOn: item.holder.endsOn })),
    lower: offer.roles
      .filter((role) => role.heldOn.includes(assetType) && role.requires.length === 0)
      .filter((role) => compareRoles([role], asked).adds.length === 0 && role.capabilities.length > 0)
      .filter((role) => !(asked.length === 1 && asked[0]?.id === role.id))
      .map((role) => ({ roleId: role.id, name: role.name, rung: rung([role]) })),
    needs: item.needs,
    policy: answerInWords(item),
    decidedBy: item.decidedByName,
    inPlaceOf: item.inPlaceOfName,
    decidedByPolicy: item.decidedByPolicy,
    decidedByClient: item.decidedByClient,
    clientAnswer: item.clientAnswer,
    leadApproval: item.leadApproval && {
      leadName: item.leadApproval.leadName,
      inPlaceOf: item.leadApproval.inPlaceOfName,
      at: item.leadApproval.at,
      gives: `${roleNames(item.leadApproval.roles, item.asset.type)}${item.leadApproval.until ? `, until ${lastDayInWords(item.leadApproval.until)}` : ""}`,
      reason: item.leadApproval.reason,
    },
    decidedAt: item.decidedAt,
    decisionReason: item.decisionReason,
    waitsForClient: item.state === "waiting" && waitsForClient(item),
    stops: item.state === "waiting" && !approval.ok ? approval.sentence : null,
    can: { decide: may(actor, "requests.decide") ? canDecide(actor, item) : "You do not decide requests." },
  };
}

const endInWords = ({ end, limit }: { end: Date; limit: GrantEndLimit }): string =>
  limit === "asked" ? lastDayInWords(end) : `${lastDayInWords(end)}, ${limitWords[limit]}`;

/** What is checked of what waits, each once: of the engagement, then of each person on each platform, then their duties. */
function checksOf(
  waiting: readonly ItemDetail[],
  conflicts: (item: ItemDetail) => Conflict[],
  now: Date,
): Check[] {
  const all = waiting.flatMap((item) => [
    ...checkEngagement(item.engagement, { clientName: item.clientName, now, excepting: item }),
    ...checkDevice(item.holder.name, item.engagement, { clientName: item.clientName, excepting: item }),
    ...checkHolder(item.holder, item.asset.platformName, now, item),
    ...checkConflicts(item.holder.name, conflicts(item), item.id, item),
  ]);
  return [...new Map(all.map((check) => [check.text, check])).values()];
}
