import type { Precondition } from "@/prisma/generated/enums";

/** What has to be so before access is given, as a choice and in a list. */
export const preconditionWords: Readonly<Record<Precondition, string>> = {
  papers: "Agreement and DPA on file",
  second_factor: "A second factor on the platform",
  ethical_wall: "No access on both sides of an ethical wall",
};
