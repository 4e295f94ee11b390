import { tellAdministrators } from "@/lib/accounts/administrators";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import type { Job } from "@/lib/jobs";

type Use = { accountId: string; sessionId: string; name: string; ip: string | null; at: Date };

/**
 * Somebody signed in with an account that is sealed for emergencies: it stands on Today until an administrator has
 * answered for it, and all of them get a mail. Gives the jobs that send these.
 */
export async function soundAlarm(tx: Tx, { accountId, sessionId, name, ip, at }: Use): Promise<Job[]> {
  const use = await tx.breakGlassUse.create({ data: { accountId, sessionId, ip, at }, select: { id: true } });
  return tellAdministrators(tx, {
    cause: `break-glass use ${use.id}`,
    subject: `ALARM: ${name} was used`,
    text: [
      `Somebody signed in to Keyholder with ${name}, from ${ip ?? "an unknown address"}, at ${at.toISOString().slice(0, 16).replace("T", " ")} UTC.`,
      "",
      "Find out who it was and why, and answer for it on the page Today. If nobody knows, disable the account on the page Members at once:",
      new URL("/members", env().KEYHOLDER_URL).href,
    ].join("\n"),
  });
}
