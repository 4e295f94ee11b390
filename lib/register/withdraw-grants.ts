import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { checkbox, id, paragraph } from "@/lib/input";
import { quoted } from "@/lib/notify";
import { endGrants } from "@/lib/register/end-grants";
import { due } from "@/lib/register/input";
import { tellEnded } from "@/lib/register/tell-ended";

/**
 * Takes grants back because somebody decides so, on the register's own screens: end-grants with its own cause. The
 * causes (departure, expiry, finding) run end-grants themselves.
 */
export const withdrawGrants = command({
  name: "register.withdraw-grants",
  permission: "register.withdraw",
  timeoutMs: 60_000,
  input: z.strictObject({
    grantIds: z.array(id()).min(1).max(20_000),
    reason: paragraph(),
    dueAt: due.dueAt,
    emergency: checkbox(),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input }) {
    // The audit has it as end-grants, once for each grant.
    const result = await endGrants.within(tx, actor, { ...input, cause: "recorded" });
    const jobs = await tellEnded(tx, result.ended, `The reason given: ${quoted(input.reason)}`);
    return { result, audit: [], jobs };
  },
});
