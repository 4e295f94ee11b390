import { lastDayInWords } from "@/lib/requests/rules/words";

/** Whether access can be asked until this moment: true, or the sentence that says why not. */
export function canAskUntil(
  until: Date,
  { now, engagementEnd, clientName }: { now: Date; engagementEnd: Date | null; clientName: string },
): true | string {
  if (until <= now) return "This day has passed. Choose a day in the future.";
  if (engagementEnd && engagementEnd <= now)
    return `The engagement with ${clientName} ended on ${lastDayInWords(engagementEnd)}. Enter the new one before access is asked for.`;
  if (engagementEnd && until > engagementEnd)
    return `The engagement with ${clientName} ends on ${lastDayInWords(engagementEnd)}, and no grant outlives it. Choose that day or an earlier one.`;
  return true;
}

type Stay = { name: string; accessEndsAt: Date | null; endedAt: Date | null };

/** Whether access can be asked for a person, or given to them: no new requests for who departs or has left. */
export function canReceive({ name, accessEndsAt, endedAt }: Stay, now: Date): true | string {
  if (endedAt) return `${name} has left. There are no new requests for them.`;
  if (!accessEndsAt) return true;
  return accessEndsAt <= now
    ? `${name} has left, or is away, since ${lastDayInWords(accessEndsAt)}. There are no new requests for them.`
    : `${name} is leaving on ${lastDayInWords(accessEndsAt)}. There are no new requests for them.`;
}
