import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";

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

/** A new person for an account that is about to begin, and the entry that says so. */
export async function addPersonFor(
  tx: Tx,
  person: { name: string; email: string; byId: string | null },
): Promise<{ person: PersonOf; entry: AuditEntry }> {
  const row = await tx.person.create({
    data: { name: person.name, email: person.email, createdById: person.byId, updatedById: person.byId },
    select: { id: true, name: true, email: true },
  });
  return {
    person: { ...row, endedAt: null, accessEndsAt: null, hasAccount: false },
    entry: {
      objectType: "person",
      objectId: row.id,
      objectName: row.name,
      after: { name: row.name, email: row.email },
    },
  };
}
