import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { endGrants } from "@/lib/register/end-grants";

/**
 * Gives back access of one's own that is no longer needed: end-grants with its own cause. Raises forbidden for the
 * access of somebody else.
 */
export const giveBack = command({
  name: "register.give-back",
  permission: "own.give-back",
  input: z.strictObject({ grantIds: z.array(id()).min(1).max(100), reason: paragraph(500).optional() }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input: { grantIds, reason = "Given back: no longer needed." } }) {
    // The audit has it as end-grants, once for each grant.
    const result = await endGrants.within(tx, actor, { grantIds, reason, cause: "recorded" });
    return { result, audit: [] };
  },
});
