import { z } from "zod";
import { type PlatformEntry, platformSchema } from "@/lib/platforms/catalogue-schema";

/** What is read of a platform and never queried: how access is given and taken, what stays behind, its MFA. */
export const factsSchema = platformSchema
  .pick({
    grant: true,
    grantSteps: true,
    grantStepsVerified: true,
    membershipEnd: true,
    inheritance: true,
    approvalGate: true,
    mfa: true,
    removeSteps: true,
    removeVerified: true,
    leftBehind: true,
    roleNotes: true,
    sources: true,
  })
  .extend({ checkedOn: z.iso.date().nullable() });

export type PlatformFacts = z.infer<typeof factsSchema>;

/** The facts of a catalogue platform, as its row keeps them. */
export function factsOf(entry: PlatformEntry): PlatformFacts {
  return {
    grant: entry.grant,
    grantSteps: entry.grantSteps,
    grantStepsVerified: entry.grantStepsVerified,
    membershipEnd: entry.membershipEnd,
    inheritance: entry.inheritance,
    approvalGate: entry.approvalGate,
    mfa: entry.mfa,
    removeSteps: entry.removeSteps,
    removeVerified: entry.removeVerified,
    leftBehind: entry.leftBehind,
    roleNotes: entry.roleNotes,
    sources: entry.sources,
    checkedOn: entry.checkedOn,
  };
}

/** The facts of an administrator's own platform: what they wrote, and nothing that they did not. */
export function ownFacts(own: {
  grantSteps: string[];
  removeSteps: string[];
  leftBehind: string[];
}): PlatformFacts {
  return {
    grant: {
      methods: ["by hand"],
      how: "As the steps say.",
      inviteeEmailMayDiffer: false,
      inviteeIdentity: null,
      invitationExpiryDays: null,
      domainAllowlist: null,
      verified: false,
    },
    grantSteps: own.grantSteps,
    grantStepsVerified: false,
    membershipEnd: null,
    inheritance: { model: "unknown", detail: "Not recorded.", listedOnChild: false, verified: false },
    approvalGate: null,
    mfa: {
      enforceable: "unknown",
      how: "Not recorded.",
      perUserStatusVisible: false,
      statusField: null,
      verified: false,
    },
    removeSteps: own.removeSteps,
    removeVerified: false,
    leftBehind: own.leftBehind.map((detail) => ({ kind: "other", detail, verified: false })),
    roleNotes: "Entered by an administrator.",
    sources: [],
    checkedOn: null,
  };
}
