import type { Notice } from "@/lib/notify";
import type { DelegationEnd } from "@/prisma/generated/enums";

/** A delegation as its people are told of it. */
export type ToldDelegation = {
  id: string;
  delegatorId: string;
  delegatorName: string;
  delegateId: string;
  delegateName: string;
  startsAt: Date;
  endsAt: Date;
};

const longDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const dayOf = (at: Date) => longDay.format(at);

/** The last day of something that ends at this moment: what ends at midnight ends with the day before. */
export const lastDay = (end: Date) => dayOf(new Date(end.getTime() - 1));

/** Both are told that it is arranged for later, or that it has begun. */
export function beginNotices(delegation: ToldDelegation, step: "made" | "begun"): Notice[] {
  const { delegatorName, delegateName, startsAt, endsAt } = delegation;
  const when = step === "made" ? `From ${dayOf(startsAt)} until` : "Until";
  return both(delegation, {
    cause: step,
    subject:
      step === "made"
        ? `${delegateName} will decide in place of ${delegatorName}`
        : `${delegateName} decides in place of ${delegatorName}`,
    delegator: `${when} ${lastDay(endsAt)} ${delegateName} decides requests in your place; you can go on deciding, too. It is recorded as “${delegateName}, in place of ${delegatorName}”. If you did not do this, end it and tell an owner.`,
    delegate: `${when} ${lastDay(endsAt)} you decide the requests that ${delegatorName} may decide, but nothing that ${delegatorName} or you asked for or would hold. It is recorded as “${delegateName}, in place of ${delegatorName}”.`,
  });
}

/** Both are told a day before it ends. */
export function endingNotices(delegation: ToldDelegation): Notice[] {
  const { delegatorName, delegateName, endsAt } = delegation;
  return both(delegation, {
    cause: "ending",
    subject: `${delegateName} decides in place of ${delegatorName} for one more day`,
    delegator: `It ends with ${lastDay(endsAt)}. What waits then is yours to decide again.`,
    delegate: `It ends with ${lastDay(endsAt)}. What you have not decided by then waits for ${delegatorName}.`,
  });
}

const because: Record<DelegationEnd, string> = {
  over: "Its time is over.",
  ended: "It was ended before its time.",
  delegator_stopped: "Whoever was away no longer decides requests.",
  delegate_stopped: "Whoever stood in can no longer do so.",
};

/** Both are told that it has ended, and why. */
export function endedNotices(delegation: ToldDelegation, why: DelegationEnd, byName?: string): Notice[] {
  const { delegatorName, delegateName } = delegation;
  const text = byName ? `${byName} has ended it before its time.` : because[why];
  return both(delegation, {
    cause: "ended",
    subject: `${delegateName} no longer decides in place of ${delegatorName}`,
    delegator: `${text} What waits is decided by those who decide by their own role.`,
    delegate: `${text} You decide nothing in the place of ${delegatorName} any more.`,
  });
}

/** Both are told that whoever decides, or in whose place, has another role from this day: it goes on, unless ended. */
export function movedNotices(delegation: ToldDelegation, moved: { name: string; cause: string }): Notice[] {
  const { delegatorName, delegateName, endsAt } = delegation;
  const goesOn = `${moved.name} has another role from today. Until ${lastDay(endsAt)}`;
  return both(delegation, {
    cause: moved.cause,
    subject: `${moved.name} has another role: does ${delegateName} go on deciding in place of ${delegatorName}?`,
    delegator: `${goesOn} ${delegateName} decides requests in your place still. If that is not right any more, end it, and hand it to somebody else.`,
    delegate: `${goesOn} you decide requests in the place of ${delegatorName} still. If that is not right any more, end it.`,
  });
}

function both(
  delegation: ToldDelegation,
  { cause, subject, ...texts }: { cause: string; subject: string; delegator: string; delegate: string },
): Notice[] {
  const { id, delegatorId, delegateId } = delegation;
  return [
    { personId: delegatorId, text: texts.delegator, href: "/me#delegations" as const },
    { personId: delegateId, text: texts.delegate, href: "/me#delegations" as const },
  ].map((told) => ({ ...told, kind: "delegation", cause: `delegation ${id} ${cause}`, subject }));
}
