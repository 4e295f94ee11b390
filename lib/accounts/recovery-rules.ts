import { canBeginSession } from "@/lib/accounts/rules";

/** How long a case waits for its two administrators. */
export const CASE_DAYS = 3;
/** Between the second administrator and the first moment in which somebody can come in: time to stop it (SEC-37). */
export const COOLING_HOURS = 24;
/** How long after the cooling-off it can be claimed. */
export const CLAIM_HOURS = 72;
/** A link by mail is one of two codes (NIST 800-63B 4.2.2.2): it opens nothing alone, and not for long. */
export const LINK_MINUTES = 30;
/** After a change of address no link goes to the new one for so long: the old one is told, and can object. */
export const ADDRESS_HOURS = 72;

type Standing = { disabledAt: Date | null; endedAt: Date | null; accessEndsAt: Date | null };

type Case = Standing & {
  personId: string | null;
  personName: string;
  firstById: string | null;
  firstAt: Date | null;
  /** Whether the one who was first is still an administrator who can sign in. */
  firstCanHelp: boolean;
  secondAt: Date | null;
  opensAt: Date | null;
  expiresAt: Date;
  cancelledAt: Date | null;
  claimedAt: Date | null;
};

/** Whether a case still waits for somebody: true, or the sentence that says why not. */
export function isOpen(of: Case, now: Date): true | string {
  if (of.claimedAt) return `${of.personName} has used this recovery already.`;
  if (of.cancelledAt) return "This recovery is closed. Reload the page to see how it stands.";
  if (of.expiresAt <= now) return "This recovery has run out. It has to be asked for again.";
  return true;
}

/**
 * Whether somebody may confirm a case, as the first of two or as the second: true, or why not. Two people, neither of
 * them the one who asks; whatever roles one person has, they are one. Nobody is helped back in who may not sign in.
 */
export function canSupport(
  of: Case,
  helper: { personId: string | null; isBreakGlass: boolean },
  now: Date,
): true | string {
  const open = isOpen(of, now);
  if (open !== true) return open;
  if (of.secondAt) return "Two people have confirmed this already.";
  // Whoever has the key in the safe may be the first one again.
  if (!helper.personId || helper.isBreakGlass) return "A break-glass account helps nobody back in.";
  if (helper.personId === of.personId) return "Nobody helps themselves back in.";
  if (helper.personId === of.firstById) {
    return "You have confirmed this. Another administrator has to do the same.";
  }
  if (of.firstAt && !of.firstCanHelp) {
    return "Whoever confirmed this first is no administrator any more. Close it, and have it asked for again.";
  }
  return canBeginSession(of, now);
}

/**
 * Whether the operator may stand in at the shell: for the second administrator, where the first is the only one; for
 * both, where there is none but the one who asks. Never to be quicker than two people are.
 */
export function canAssist(
  of: Case,
  administrators: readonly { personId: string }[],
  now: Date,
): true | string {
  const open = isOpen(of, now);
  if (open !== true) return open;
  if (of.secondAt) return "Two people have confirmed this already.";
  const others = administrators.filter(({ personId }) => personId !== of.firstById);
  if (others.length > 0) {
    return "There is an administrator who has not confirmed this. They do so in Keyholder, on the page Recovery.";
  }
  return canBeginSession(of, now);
}

/** What the one who asked is told. Whoever has no case is told the same as one whose case nobody has looked at. */
export type ClaimState = "waits" | "cooling" | "open" | "closed" | "used" | "ran_out";

/** How a case stands for the one who holds its claim. */
export function claimState(of: Case | null, now: Date): ClaimState {
  if (!of?.firstAt) return "waits";
  if (of.claimedAt) return "used";
  if (of.cancelledAt) return "closed";
  if (of.expiresAt <= now) return "ran_out";
  if (!of.opensAt) return "waits";
  return of.opensAt > now ? "cooling" : "open";
}

const claimSentences: Record<Exclude<ClaimState, "open">, string> = {
  waits: "Two administrators have not both confirmed it yet.",
  cooling: "The waiting time is not over yet.",
  closed: "This recovery was stopped. Call an administrator of Keyholder, and ask again if it was a mistake.",
  used: "This recovery was used already. If that was not you, call an owner of Keyholder now.",
  ran_out: "This recovery has run out. Ask again.",
};

/**
 * Whether a claim opens a session to enrol in: true, or why not. `overtaken`: the account's factors have changed since
 * it was asked for, so somebody could still get in without it.
 */
export function canClaim(of: (Case & { overtaken: boolean }) | null, now: Date): true | string {
  const state = claimState(of, now);
  if (!of || state !== "open") return claimSentences[state === "open" ? "waits" : state];
  if (of.overtaken)
    return "This account has got other factors since you asked. Sign in with one of them, or ask again.";
  return canBeginSession(of, now);
}

/** Whether a case can still be stopped by the link in the mail: true, or why not. */
export function canCancel(of: Case | null, now: Date): true | string {
  if (!of?.secondAt)
    return "This link is not one of ours, or it was copied in part. Open the whole link once more.";
  if (of.claimedAt)
    return "It is too late to stop it: somebody came in by it. Call an owner of Keyholder now.";
  if (of.cancelledAt) return "It is stopped already. Nobody can come in by it.";
  if (of.expiresAt <= now) return "It has run out by itself. Nobody can come in by it.";
  return true;
}

type MailLink = { expiresAt: Date; consumedAt: Date | null; withdrawnAt: Date | null; overtaken: boolean };

/**
 * Whether a mailed link still counts, together with a code. It dies with the address that it went to and with every
 * change of the account's factors.
 */
export function canUseMailLink(
  link: (MailLink & Standing & { sameAddress: boolean }) | null,
  now: Date,
): true | string {
  if (!link) return "This link is not one of ours, or it was copied in part. Open the whole link once more.";
  if (link.consumedAt) return "This link was already used. Ask for a new one.";
  if (link.withdrawnAt || link.overtaken || !link.sameAddress)
    return "This link no longer counts. Ask for a new one.";
  if (link.expiresAt <= now) return "This link is too old. Ask for a new one.";
  return canBeginSession(link, now);
}

/** Whether an address has stood long enough for a link to go there. */
export function addressHasSettled(emailChangedAt: Date | null, now: Date): boolean {
  return !emailChangedAt || emailChangedAt.getTime() <= now.getTime() - ADDRESS_HOURS * 3_600_000;
}
