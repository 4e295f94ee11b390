import type { Actor } from "@/lib/auth/actor";

type Asker = Pick<Actor, "kind" | "personId" | "roles" | "sealed">;

/** Whom a move is about, and who manages them: now, and after it. */
export type MovePeople = { personId: string; managerIds: readonly (string | null)[] };

const has = (actor: Asker, roles: readonly string[]) => actor.roles.some((role) => roles.includes(role));
const isManager = (actor: Asker, { managerIds }: MovePeople) =>
  actor.personId !== null && managerIds.includes(actor.personId);

/** Whether the actor may propose that this person moves: nobody themselves. */
export function canPropose(actor: Asker, personId: string): true | string {
  return (
    actor.personId !== personId ||
    "Nobody proposes their own move. Ask HR, the security lead or an owner to do it."
  );
}

/** Whether the actor sees a move: HR and those who lead, auditors, the person's managers, and the person. */
export function canSee(actor: Asker, move: MovePeople): boolean {
  return (
    has(actor, ["owner", "security_lead", "hr", "auditor"]) ||
    isManager(actor, move) ||
    (actor.personId !== null && actor.personId === move.personId)
  );
}

/** Whether the actor may decide the lines of a move: HR, those who lead, and the person's managers; nobody their own. */
export function canDecide(actor: Asker, move: MovePeople): true | string {
  if (actor.sealed) return "A break-glass account is nobody in particular, so it decides no moves.";
  if (actor.personId === null) return "A move is decided by a person.";
  if (actor.personId === move.personId) return "This move is about you. Somebody else has to decide it.";
  return (
    has(actor, ["owner", "security_lead", "hr"]) ||
    isManager(actor, move) ||
    "A move is decided by the person’s manager, HR, the security lead or an owner."
  );
}

/** Whether the actor may keep what no kit asks for: the person's managers and those who lead, and HR does not. */
export function canKeep(actor: Asker, move: MovePeople): true | string {
  const decides = canDecide(actor, move);
  if (decides !== true) return decides;
  return (
    has(actor, ["owner", "security_lead"]) ||
    isManager(actor, move) ||
    "What no kit asks for is kept by the person’s manager or the security lead. Ask one of them."
  );
}
