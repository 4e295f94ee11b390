import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { addPerson } from "@/lib/people/add-person";

type Standing = { endedAt: Date | null; accessEndsAt: Date | null };
export type PersonOf = Standing & { id: string; name: string; email: string | null; hasAccount: boolean };

/** The person with this id, locked, and whether they can sign in already; null when there is none. */
export async function lockPerson(tx: Tx, personId: string): Promise<PersonOf | null> {
  const rows = await tx.$queryRaw<PersonOf[]>`
    SELECT p.id, p.name, p.email, p."endedAt", p."accessEndsAt",
      EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id) AS "hasAccount"
    FROM "Person" p WHERE p.id = ${personId}::uuid FOR UPDATE OF p`;
  return rows[0] ?? null;
}

/** The same by e-mail address (lower case). */
export async function lockPersonByEmail(tx: Tx, email: string): Promise<PersonOf | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "Person" WHERE email = ${email}`;
  return found ? lockPerson(tx, found.id) : null;
}

/** Enters a person for an account that is about to begin, by the register's own command. */
export async function addPersonFor(
  tx: Tx,
  actor: Actor,
  { name, email = null }: { name: string; email?: string | null },
): Promise<PersonOf> {
  const { id } = await addPerson.within(tx, actor, { name, email });
  return { id, name, email, endedAt: null, accessEndsAt: null, hasAccount: false };
}
