import type { HrSourceKind } from "@/prisma/generated/enums";

/** How an HR system says who works here. */
export const sourceKinds: Record<HrSourceKind, string> = {
  scim: "SCIM",
  folder: "Files of people",
  webhook: "Signed webhook",
};
