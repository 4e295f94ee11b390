import { policiesOf, policyFor } from "@/lib/accounts/factors-of";
import { type LinkRow, lockLink } from "@/lib/accounts/links";
import { canJoinByPassword } from "@/lib/accounts/policy-rules";
import { canUseLink } from "@/lib/accounts/rules";
import type { Policy } from "@/lib/auth/standing";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";

/** How long each of its steps stays open, as for an app that is added later (SEC-34). */
export const ENROLMENT_MINUTES = 15;

export type Enrolment = {
  accountId: string;
  passwordHash: string;
  totpSecret: Uint8Array<ArrayBuffer>;
  totpStep: bigint;
  codeHashes: Uint8Array<ArrayBuffer>[];
};

export type LinkForPassword = { link: LinkRow | null; policy: Policy | null };

/** The invitation of a token, locked, with what its roles ask together: the `target` of the three steps. */
export async function lockForPassword(tx: Tx, token: string): Promise<LinkForPassword> {
  const link = await lockLink(tx, token);
  return { link, policy: link && policyFor(link.roles, await policiesOf(tx)) };
}

/** Whether an invitation may be used with a password now: true, or the sentence that says why not. Pure. */
export function canEnrol({ link, policy }: LinkForPassword, now: Date): true | string {
  const open = canUseLink(link, now);
  if (open !== true || !link || !policy) return open;
  return canJoinByPassword(link, policy);
}

/** What was set up by this link so far, as long as it counts. Raises conflict when nothing does. */
export async function enrolmentOf(tx: Tx, link: LinkRow): Promise<Enrolment> {
  const rows = await tx.$queryRaw<Enrolment[]>`
    SELECT "accountId", "passwordHash", "totpSecret", "totpStep", "codeHashes" FROM "LinkEnrolment"
    WHERE "linkId" = ${link.id}::uuid AND "expiresAt" > now()`;
  const [enrolment] = rows;
  if (!enrolment) throw conflict("This took longer than fifteen minutes. Begin again with the password.");
  return enrolment;
}
