import { z } from "zod";
import { line, optional, paragraph, wholeNumber } from "@/lib/input";
import { CAPABILITIES } from "@/lib/platforms/capabilities";

/** What an administrator says of a role, new or corrected. */
export const roleFields = {
  name: line(120),
  apiValue: optional(line(200)),
  rank: wholeNumber(1, 99),
  meaning: paragraph(1000),
  heldOn: z.array(line(80)).min(1, "Say on what kind of asset this role is held."),
  capabilities: z.array(z.enum(CAPABILITIES)).default([]),
  reachesBelow: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
};

/** A key or id made of a name: lower case, hyphens (or another mark) between what is letters and figures. */
export function slug(name: string, between = "-"): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, between)
    .replace(new RegExp(`^${between}+|${between}+$`, "gu"), "");
}
