import { canHelp } from "@/lib/accounts/lock-recovery";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { queueMail } from "@/lib/outbox";

export type Administrator = { personId: string; name: string; email: string | null };

/** The owners and security leads who can sign in, but one person (whom it is about). */
export function listAdministrators(tx: Tx, exceptPersonId: string | null): Promise<Administrator[]> {
  return tx.$queryRaw<Administrator[]>`
    SELECT hp.id AS "personId", hp.name, hp.email FROM "Account" h JOIN "Person" hp ON hp.id = h."personId"
    WHERE ${canHelp} AND hp.id IS DISTINCT FROM ${exceptPersonId}::uuid
    ORDER BY hp.name`;
}

/** Tells them by mail, one each. Put the jobs into the command's own. */
export async function tellAdministrators(
  tx: Tx,
  letter: { cause: string; subject: string; text: string; exceptPersonId?: string | null },
): Promise<Job[]> {
  const { cause, subject, text, exceptPersonId = null } = letter;
  const administrators = await listAdministrators(tx, exceptPersonId);
  return queueMail(
    tx,
    administrators.flatMap(({ personId, name, email }) =>
      email
        ? [{ cause: `${cause}, to ${personId}`, to: email, subject, text: `Hello ${name},\n\n${text}` }]
        : [],
    ),
  );
}
