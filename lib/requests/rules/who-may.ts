import type { Actor } from "@/lib/auth/actor";
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

const isLead = (actor: Asker) => actor.kind === "system" || actor.roles.includes("security_lead");

/**
 * Whether the actor may decide an item. Refuses first whoever asked for it, then whoever would hold it, even an
 * owner or the security lead (docs/rules.md: nobody approves their own request); then everybody who decides nothing;
 * then, for what the access policy gives to the security lead, everybody but them; what is above the smallest always is.
 */
export function canDecide(actor: Asker, item: ItemPeople): true | string {
  if (actor.personId !== null && actor.personId === item.requesterId)
    return "You asked for this yourself. Somebody else has to decide it.";
  if (actor.personId !== null && actor.personId === item.personId)
    return "You would hold this access yourself. Somebody else has to decide it.";
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
