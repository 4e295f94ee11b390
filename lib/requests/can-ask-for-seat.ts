import { type Actor, may } from "@/lib/auth/actor";
import { canReceive } from "@/lib/requests/rules/asking";
import { canAskFor } from "@/lib/requests/rules/who-may";

/**
 * Whether the actor can ask for what somebody's seat needs: true, or the sentence that says why not. Nothing new is
 * asked for whoever leaves.
 */
export function canAskForSeat(
  actor: Actor,
  person: { id: string; name: string; accessEndsAt: Date | null; endedAt: Date | null },
  now: Date,
): true | string {
  if (!may(actor, "requests.ask")) return "Your role does not ask for access. An account manager can.";
  const asks = canAskFor(actor, [person.id]);
  return asks === true ? canReceive(person, now) : asks;
}
