import type { Actor } from "@/lib/auth/actor";
import type { StandIn } from "@/lib/auth/stand-ins";
import type { PolicyOutcome, RequestItemState } from "@/prisma/generated/enums";

/** What the rules ask of an item: who asked, who would hold it, how far it is. */
export type ItemPeople = {
  requesterId: string;
  /** The person who would hold it. */
  personId: string;
  state: RequestItemState;
  aboveSmallest: boolean;
  /** What the access policy said when it was asked. */
  needs: PolicyOutcome;
};

type Asker = Pick<Actor, "kind" | "personId" | "roles">;

/** Whoever may decide: by what they are, and in whose places they decide. */
export type Decider = Asker & Pick<Actor, "inPlaceOf" | "sealed">;

/** By what somebody decides an item: their own role, or in the place of somebody; or the sentence that says why not. */
export type Authority = { ok: true; inPlaceOf: StandIn | null } | { ok: false; sentence: string };

const isLead = (actor: Pick<Asker, "roles">) => actor.roles.includes("security_lead");

/**
 * The one rule of who may decide an item (docs/rules.md: nobody approves their own request). In this order it refuses
 *
 * 1. a break-glass account, which may be anybody's second account;
 * 2. whoever asked for it, or would hold it, whatever their roles are by now;
 * 3. whoever decides in the place of one who did, even by a role of their own: for that time they act for them;
 * 4. whoever neither decides by a role nor in somebody's place. One's own role comes first. A place gives what its
 *    owner may decide, and so nothing that they could not, by 1 to 3, decide themselves.
 *
 * What is above the smallest, and what the access policy gives to the security lead, is only theirs. A delegation is
 * not passed on: a place counts with the roles of its owner alone, never with a place that they take.
 */
export function authorityFor(actor: Decider, item: ItemPeople): Authority {
  const no = (sentence: string): Authority => ({ ok: false, sentence });
  const me = actor.personId;
  if (actor.sealed) return no("A break-glass account is nobody in particular, so it decides no requests.");
  if (me !== null && me === item.requesterId)
    return no("You asked for this yourself. Somebody else has to decide it.");
  if (me !== null && me === item.personId)
    return no("You would hold this access yourself. Somebody else has to decide it.");
  for (const { personId, name } of actor.inPlaceOf) {
    if (personId === item.requesterId)
      return no(`${name} asked for this, and you decide in their place. Somebody else has to decide it.`);
    if (personId === item.personId)
      return no(
        `${name} would hold this access, and you decide in their place. Somebody else has to decide it.`,
      );
  }
  const own = actor.kind === "system" || roleRefuses(actor, item);
  if (own === true) return { ok: true, inPlaceOf: null };
  const place = actor.inPlaceOf.find(
    (each) =>
      roleRefuses(each, item) === true &&
      !each.alsoFor.includes(item.requesterId) &&
      !each.alsoFor.includes(item.personId),
  );
  return place ? { ok: true, inPlaceOf: place } : no(own);
}

/** As `authorityFor`: true, or the sentence that says why not. */
export function canDecide(actor: Decider, item: ItemPeople): true | string {
  const authority = authorityFor(actor, item);
  return authority.ok || authority.sentence;
}

/** What these roles do not let one decide, as a sentence; true when they do. */
function roleRefuses(actor: Pick<Asker, "roles">, item: ItemPeople): true | string {
  if (!isLead(actor) && !actor.roles.includes("owner"))
    return "Requests are decided by the security lead or an owner. Ask one of them.";
  if (item.aboveSmallest && !isLead(actor))
    return "This asks for more than the smallest role, and that always goes to the security lead.";
  if (isLeads(item.needs) && !isLead(actor)) return "The access policy gives this to the security lead.";
  return true;
}

/** Whether only the security lead decides what came out so. */
const isLeads = (needs: PolicyOutcome) => needs === "security_lead" || needs === "security_lead_and_client";

/**
 * What an item needs. One that was asked before there was an access policy goes as all did then: more than the
 * smallest to the security lead, the rest to an owner, too.
 */
export function needsOf(item: {
  policyOutcome: PolicyOutcome | null;
  aboveSmallest: boolean;
}): PolicyOutcome {
  return item.policyOutcome ?? (item.aboveSmallest ? "security_lead" : "one_approver");
}

/** Whether the actor may take an item back: who asked, while nobody has decided it. */
export function canWithdraw(actor: Asker, item: Pick<ItemPeople, "requesterId" | "state">): true | string {
  if (actor.personId === null || actor.personId !== item.requesterId)
    return "Only who asked for this can withdraw it.";
  return item.state === "waiting" || "This has been decided already, so it cannot be withdrawn.";
}

/** Whether the actor sees every request, and not only what they asked for or would hold. */
export function seesAll(actor: Asker): boolean {
  const all = ["owner", "security_lead", "auditor"] as const;
  return actor.kind === "system" || all.some((role) => actor.roles.includes(role));
}

/**
 * Whether the actor may ask for these people: account managers, HR, security leads and owners for anybody; staff
 * for themselves.
 */
export function canAskFor(actor: Asker, personIds: readonly string[]): true | string {
  if (asksForOthers(actor) || personIds.every((personId) => personId === actor.personId)) return true;
  return "You can ask for access for yourself. For a teammate, ask an account manager.";
}

/** Whether the form offers other people than the actor. */
export function asksForOthers(actor: Asker): boolean {
  const roles = ["owner", "security_lead", "account_manager", "hr"] as const;
  return actor.kind === "system" || roles.some((role) => actor.roles.includes(role));
}
