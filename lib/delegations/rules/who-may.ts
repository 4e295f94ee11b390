import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/prisma/generated/enums";

/** Somebody who might decide in another's place. */
export type Colleague = {
  name: string;
  endedAt: Date | null;
  accessEndsAt: Date | null;
  /** Null: they do not sign in. */
  account: { roles: readonly Role[]; disabledAt: Date | null; sealed: boolean; hasPasskey: boolean } | null;
};

/**
 * Whether somebody can decide in another's place: a member of the studio who works here and signs in, with a passkey,
 * because what is privileged is approved with one; not the auditor, who changes nothing. True, or why not.
 */
export function canStandIn({ name, account, endedAt, accessEndsAt }: Colleague): true | string {
  if (endedAt) return `${name} has left. Choose somebody who works here.`;
  if (accessEndsAt) return `${name} is leaving. Choose somebody who stays.`;
  if (!account || account.disabledAt || account.sealed || account.roles.includes("client_contact"))
    return `${name} cannot sign in as a member of the studio. Choose somebody who does.`;
  if (account.roles.includes("auditor"))
    return `${name} is an auditor, who reads everything and changes nothing. Choose somebody else.`;
  if (!account.hasPasskey)
    return `${name} has no passkey, and some approvals are confirmed with one. Let them make one first.`;
  return true;
}

/** Whether the actor may end it: who handed on, who stands in, or an owner. */
export function canEndDelegation(
  actor: Pick<Actor, "personId" | "roles">,
  delegation: { delegatorId: string; delegateId: string },
): true | string {
  const { delegatorId, delegateId } = delegation;
  const concerned = actor.personId !== null && [delegatorId, delegateId].includes(actor.personId);
  return (
    concerned || actor.roles.includes("owner") || "Only its two people and an owner can end a delegation."
  );
}
