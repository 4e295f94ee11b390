import { z } from "zod";
import { DEVICE_STATES } from "@/lib/people/device-rules";
import { RISKS } from "@/lib/platforms/role-risk";
import { MfaState, PersonKind } from "@/prisma/generated/enums";

/** What of a client's belongings a role touches. */
export const DATA = ["personal_data", "spend"] as const;

/** What an engagement may have agreed that a rule can look at. */
export const COMMITMENTS = ["client_approves", "client_mfa", "compliant_device"] as const;

export const SIZES = ["smallest", "above"] as const;

/** Whether the holder would come to duties that are declared as conflicting. */
export const DUTY_FACTS = ["apart", "conflicting"] as const;

/** What a rule can know of one person on one account: how things stood when it was asked. */
export const policyFacts = z.strictObject({
  risk: z.enum(RISKS),
  data: z.array(z.enum(DATA)),
  size: z.enum(SIZES),
  clientId: z.uuid(),
  /** For the words alone. */
  clientName: z.string(),
  commitments: z.array(z.enum(COMMITMENTS)),
  personKind: z.enum(PersonKind),
  /** On the identity that the platform would know; unknown where none is. */
  mfa: z.enum(MfaState),
  /** Of all devices in use together. What was kept before there were devices does not say. */
  device: z.enum(DEVICE_STATES).default("unknown"),
  /** For how long it was asked, in days, a begun one counted whole. */
  days: z.int(),
  /** For a few hours from when it works. */
  justInTime: z.boolean(),
  /** What was kept before there were conflicting duties does not say. */
  duties: z.enum(DUTY_FACTS).default("apart"),
});

export type PolicyFacts = z.output<typeof policyFacts>;
