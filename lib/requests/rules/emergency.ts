import { UTCDate } from "@date-fns/utc";
import { addBusinessDays } from "date-fns";
import type { Actor } from "@/lib/auth/actor";

/** The longest that access taken in an emergency lasts, in hours. */
export const EMERGENCY_HOURS = 4;

/** So many working days after it somebody else has looked at it. */
const REVIEW_WORKING_DAYS = 2;

/** By when what was taken at this moment has to be reviewed: the same time two working days on (Monday to Friday, UTC). */
export const reviewDue = (takenAt: Date): Date =>
  new Date(addBusinessDays(new UTCDate(takenAt), REVIEW_WORKING_DAYS).getTime());

type Asker = Pick<Actor, "personId" | "roles">;

/** Whether somebody may take access in an emergency on every account: owners and security leads. */
export const takesAnywhere = ({ roles }: Pick<Actor, "roles">): boolean =>
  roles.includes("owner") || roles.includes("security_lead");

/**
 * Whether somebody may take access on an account at once: owners and security leads anywhere, who looks after clients
 * or works for them on the accounts of a client whose running engagement they work on, and who manages the account.
 */
export function canTakeEmergency(
  actor: Asker,
  place: { worksThere: boolean; custodianId: string | null },
): true | string {
  const manages = actor.personId !== null && place.custodianId === actor.personId;
  if (takesAnywhere(actor) || manages || place.worksThere) return true;
  return "You work on no engagement of this client. In an emergency somebody who does takes the access, or the security lead.";
}

/** Whether the actor may say whether it was justified: never who took it (docs/rules.md: nobody reviews their own access). */
export function canReviewEmergency(
  actor: Asker & { sealed?: boolean },
  taken: { personId: string; reviewedAt: Date | null },
): true | string {
  if (actor.sealed)
    return "A break-glass account is nobody in particular. Review it with an account of your own.";
  if (actor.personId === taken.personId)
    return "You took this access yourself. Somebody else has to review it.";
  return taken.reviewedAt === null || "This was reviewed already.";
}
