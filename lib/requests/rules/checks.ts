import { asksForDevice } from "@/lib/clients/rules/commitments";
import { conflictInWords } from "@/lib/preconditions/rules/conflict-words";
import type { Conflict } from "@/lib/preconditions/rules/conflicts";
import { exceptionFor, type Standing } from "@/lib/preconditions/rules/unmet";
import { canReceive } from "@/lib/requests/rules/asking";
import { engagementEnd } from "@/lib/requests/rules/ends";
import { dayInWords, lastDayInWords } from "@/lib/requests/rules/words";
import type { MfaState, Precondition } from "@/prisma/generated/enums";

/** The engagement under which access would be held. */
export type EngagementFacts = {
  name: string;
  endsOn: Date | null;
  endedAt: Date | null;
  agreementRef: string | null;
  agreementSignedOn: Date | null;
  dpaRef: string | null;
  dpaSignedOn: Date | null;
  longestGrantDays: number | null;
  notificationHours: number | null;
  clientApprovesGrants: boolean;
  compliantDeviceRequired: boolean;
};

/** The person who would hold it, with the identity that the platform would know. */
export type HolderFacts = {
  name: string;
  accessEndsAt: Date | null;
  endedAt: Date | null;
  identity: { address: string; mfa: MfaState; mfaCheckedAt: Date | null } | null;
};

/** One thing that is checked before access is given. `stops`: what has to be done before it can be approved. */
export type Check = {
  tone: "fine" | "attention" | "critical";
  text: string;
  sub: string | null;
  stops: string | null;
  /** The exception that lets it through. */
  exceptionId?: string;
  /** Conflicting duties: whatever is approved with them stays marked. */
  marks?: true;
};

/** Lets somebody through where something is not met: the exceptions that are alive, and who asked. */
export type Excepting = { standing: Standing; requesterId: string | null };

/** What is checked of the engagement: agreement and DPA on file, its end, and whether the client decides too. */
export function checkEngagement(
  engagement: EngagementFacts | null,
  { clientName, now, excepting }: { clientName: string; now: Date; excepting: Excepting },
): Check[] {
  if (!engagement) {
    const stops = `Enter the engagement with ${clientName}, with its agreement and DPA, before this is approved.`;
    return [critical(`No engagement with ${clientName} is on file`, stops)];
  }
  const checks = [through("papers", papers(engagement, clientName), excepting)];
  const over = engagementEnd(engagement);
  if (over && over <= now)
    checks.push(
      critical(
        `The engagement ended on ${lastDayInWords(over)}`,
        `Reject this, or enter the new engagement with ${clientName} and let it be asked for again.`,
      ),
    );
  if (engagement.clientApprovesGrants)
    checks.push({
      tone: "attention",
      text: `${clientName} approves who gets access: the engagement says so`,
      sub: "Nothing is given without their yes.",
      stops: null,
    });
  return checks;
}

function papers(engagement: EngagementFacts, clientName: string): Check {
  const missing = [
    engagement.agreementRef ? null : "agreement",
    engagement.dpaRef ? null : "data processing addendum (DPA)",
  ].filter((paper) => paper !== null);
  if (missing.length > 0)
    return critical(
      `No ${missing.join(" and no ")} on file`,
      `File the ${missing.join(" and the ")} of ${engagement.name} with ${clientName} before this is approved.`,
    );
  const terms = [
    engagement.longestGrantDays ? `longest grant ${engagement.longestGrantDays} days` : null,
    engagement.notificationHours ? `breach notice ${engagement.notificationHours} hours` : null,
  ].filter((term) => term !== null);
  const signed = (ref: string | null, on: Date | null) => `${ref}${on ? ` of ${dayInWords(on)}` : ""}`;
  return {
    tone: "fine",
    text: `Agreement ${signed(engagement.agreementRef, engagement.agreementSignedOn)} and DPA ${signed(engagement.dpaRef, engagement.dpaSignedOn)} are on file`,
    sub: terms.join(", ") || null,
    stops: null,
  };
}

/** What is checked of the holder: that they stay, that their identity there has a second factor, and that they cross no wall. */
export function checkHolder(
  holder: HolderFacts,
  platformName: string,
  now: Date,
  excepting: Excepting,
): Check[] {
  const stays = canReceive(holder, now);
  const leaving =
    stays === true ? [] : [critical(stays, "Reject this request, or cancel the departure first.")];
  const walls = excepting.standing.crossings.map(({ otherClientName, reason }) =>
    through(
      "ethical_wall",
      critical(
        `${holder.name} holds access at ${otherClientName}, and there is an ethical wall between (${reason})`,
        `Reject this, take the access at ${otherClientName} back first, or get an exception.`,
      ),
      excepting,
    ),
  );
  return [...leaving, through("second_factor", factor(holder, platformName, now), excepting), ...walls];
}

/**
 * What is checked of the holder's devices: where the engagement asks for it, all in use have to be compliant; elsewhere
 * one that is not is shown, and stops nothing.
 */
export function checkDevice(
  holderName: string,
  engagement: Pick<EngagementFacts, "name" | "compliantDeviceRequired"> | null,
  { clientName, excepting }: { clientName: string; excepting: Excepting },
): Check[] {
  const { device } = excepting.standing;
  const lacks =
    device === "unknown"
      ? `No device of ${holderName} is known`
      : `${holderName} has a device that is not compliant`;
  if (engagement && asksForDevice(engagement)) {
    const text = `Every device of ${holderName} is compliant, as the engagement asks`;
    if (device === "compliant") return [{ tone: "fine", text, sub: null, stops: null }];
    const stops = `${engagement.name} with ${clientName} asks for a compliant device. Let ${holderName} attest it on their own page, under “Devices”, or get an exception, before this is approved.`;
    return [through("device", critical(lacks, stops), excepting)];
  }
  const sub = "Nothing here asks for one, so it stops nothing.";
  return device === "not_compliant" ? [{ tone: "attention", text: lacks, sub, stops: null }] : [];
}

/**
 * The conflicting duties that the holder would come to by what `asked` stands for: refused, let through by an
 * exception, or marked. Nobody is meant to pass over one that is marked, so it is never fine.
 */
export function checkConflicts(
  holderName: string,
  conflicts: readonly Conflict[],
  asked: string,
  excepting: Excepting,
): Check[] {
  return conflicts.map((conflict) => {
    const { id, effect, reason } = conflict.pair;
    const text = `${holderName} would hold conflicting duties: ${conflictInWords(conflict, asked)}`;
    if (effect === "mark") return { tone: "attention", text, sub: reason, stops: null, marks: true };
    const refused = critical(
      text,
      `This is refused (${reason}). Take one of the two back first, reject this, or get an exception.`,
    );
    return { ...through("conflicting_duties", refused, excepting, id), marks: true };
  });
}

/** A check that stops, or, where an exception lets it through, says which. */
function through(
  precondition: Precondition,
  check: Check,
  { standing, requesterId }: Excepting,
  conflictId: string | null = null,
): Check {
  if (check.stops === null) return check;
  const found = exceptionFor(precondition, standing.exceptions, requesterId, conflictId);
  if (!found) return check;
  const { approvedByName, endsAt, reason, id } = found;
  return {
    tone: "attention",
    text: check.text,
    sub: `${approvedByName} made an exception until ${lastDayInWords(endsAt)}: ${reason}`,
    stops: null,
    exceptionId: id,
  };
}

function factor({ name, identity }: HolderFacts, platformName: string, now: Date): Check {
  if (!identity)
    return {
      tone: "attention",
      text: `No identity of ${name} is known for ${platformName}`,
      sub: "Whoever grants it has to ask for the address.",
      stops: null,
    };
  const { address, mfa, mfaCheckedAt } = identity;
  if (mfa === "off")
    return critical(
      `${address} has no second factor on ${platformName}`,
      `Let ${name} turn on two-factor for ${address}, and record it, before this is approved.`,
    );
  if (mfa === "on")
    return {
      tone: "fine",
      text: `${address} has two-factor on ${platformName}`,
      sub: mfaCheckedAt ? `looked at ${daysAgo(mfaCheckedAt, now)}` : null,
      stops: null,
    };
  return {
    tone: "attention",
    text: `Nobody has looked whether ${address} has two-factor`,
    sub: null,
    stops: null,
  };
}

function daysAgo(at: Date, now: Date): string {
  const days = Math.floor((now.getTime() - at.getTime()) / 86_400_000);
  return days <= 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
}

const critical = (text: string, stops: string): Check => ({ tone: "critical", text, sub: stops, stops });
