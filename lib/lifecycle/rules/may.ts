import type { Actor } from "@/lib/auth/actor";

type Asker = Pick<Actor, "personId">;

/** Whether the actor may start this person's departure: nobody their own. The role table says who may at all. */
export function canStart(actor: Asker, personId: string): true | string {
  return (
    actor.personId !== personId ||
    "Nobody starts their own departure. Ask HR, the security lead or an owner to do it."
  );
}

/** Whether the actor may move its last moment: nobody their own. */
export function canMove(actor: Asker, departure: { personId: string }): true | string {
  return (
    actor.personId !== departure.personId ||
    "This departure is about you. Tell HR of the new date, and let them enter it."
  );
}

/** Whether the actor may cancel it: nobody their own. */
export function canCancel(actor: Asker, departure: { personId: string }): true | string {
  return (
    actor.personId !== departure.personId ||
    "This departure is about you. Somebody else has to decide that you stay."
  );
}

/** Whether the actor may hand its duties to somebody: nobody their own. */
export function canHandOver(actor: Asker, departure: { personId: string }): true | string {
  return (
    actor.personId !== departure.personId ||
    "This departure is about you. Tell HR who takes over, and let them enter it."
  );
}

/** Whether the actor may say why it was late: nobody of their own. */
export function canExplain(actor: Asker, departure: { personId: string }): true | string {
  return (
    actor.personId !== departure.personId || "This departure is about you. Somebody else says why it is late."
  );
}

/** Whether the actor may issue the certificate: nobody their own. */
export function canCertify(actor: Asker, departure: { personId: string }): true | string {
  return (
    actor.personId !== departure.personId || "Nobody certifies that their own keys were taken back. Ask HR."
  );
}
