import { z } from "zod";
import { invalidInput } from "@/lib/errors";
import { checkbox, day, line, optional, wholeNumber } from "@/lib/input";
import { DataAtEnd } from "@/prisma/generated/enums";

/** What is entered of an engagement: its time, what was signed, what was promised. */
export const engagementFields = {
  name: line(160),
  startsOn: day(),
  endsOn: optional(day()),
  agreementRef: optional(line(200)),
  agreementSignedOn: optional(day()),
  dpaRef: optional(line(200)),
  dpaSignedOn: optional(day()),
  notificationHours: optional(wholeNumber(1, 720)),
  reviewIntervalDays: optional(wholeNumber(1, 730)),
  longestGrantDays: optional(wholeNumber(1, 1830)),
  clientMfaRequired: checkbox(),
  compliantDeviceRequired: checkbox(),
  clientApprovesGrants: checkbox(),
  subprocessorCategories: z.array(line(80)).max(40).default([]),
  dataAtEnd: optional(z.enum(DataAtEnd, "Say what becomes of the data.")),
  dataAtEndDays: optional(wholeNumber(0, 365)),
};

export type EngagementFields = {
  [Key in keyof typeof engagementFields]: z.output<(typeof engagementFields)[Key]>;
};

/** Raises invalid_input for dates that cannot be: an end before the start, a signature to come. */
export function checkEngagement(fields: EngagementFields, now: Date): void {
  if (fields.endsOn && fields.endsOn < fields.startsOn) {
    const sentence = "The last day is before the first.";
    throw invalidInput(sentence, { endsOn: [sentence] });
  }
  for (const name of ["agreementSignedOn", "dpaSignedOn"] as const) {
    const signed = fields[name];
    if (signed && signed > now) {
      const sentence = "This day has not come yet, so it cannot be signed.";
      throw invalidInput(sentence, { [name]: [sentence] });
    }
  }
}
