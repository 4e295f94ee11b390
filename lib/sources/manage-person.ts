import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { addPerson } from "@/lib/people/add-person";
import { editPerson } from "@/lib/people/edit-person";
import type { Calling } from "@/lib/sources/meet-source";
import { reportRoles } from "@/lib/sources/report-roles";
import { taken } from "@/lib/sources/scim/error";
import type { SaidOfPerson } from "@/lib/sources/scim/person-of";

type Known = {
  id: string;
  name: string;
  managedBy: string | null;
  managedById: string | null;
  /** An owner, a security lead, or an account that is sealed for emergencies. */
  guarded: boolean;
  left: boolean;
};

/**
 * The person of the register whom a new user means, by address or employee number; null when there is none. Somebody
 * whom nobody manages is taken over. Raises uniqueness for who is managed already, for two different people, and for
 * owners, security leads and break-glass accounts: no HR system takes those over by itself (SEC-111).
 */
async function findPerson(tx: Tx, source: Calling, said: SaidOfPerson): Promise<Known | null> {
  const address = said.email?.normalize("NFKC").toLowerCase() ?? null;
  const found = await tx.$queryRaw<Known[]>`
    SELECT p.id, p.name, s.name AS "managedBy", s.id AS "managedById", p."endedAt" IS NOT NULL AS "left",
      EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id
        AND (a."breakGlassAt" IS NOT NULL OR a.roles && ARRAY['owner', 'security_lead']::"Role"[])) AS guarded
    FROM "Person" p LEFT JOIN "SourcePerson" sp ON sp."personId" = p.id LEFT JOIN "HrSource" s ON s.id = sp."sourceId"
    WHERE p.email = ${address} OR p."employeeNumber" = ${said.employeeNumber}
    ORDER BY p.id FOR UPDATE OF p`;
  const [person, other] = found;
  if (!person) return null;
  if (other)
    throw taken(`The address is of ${person.name} and the employee number of ${other.name}, or the reverse.`);
  if (person.managedById && person.managedById !== source.id)
    throw taken(`${person.name} is managed by another HR system.`);
  if (!person.managedById && person.guarded)
    throw taken(
      `${person.name} is in the register already, and administers Keyholder: nobody takes such a person over by SCIM.`,
    );
  return person;
}

type Managed = {
  personId: string;
  /** Entered just now; else they were in the register already. */
  isNew: boolean;
  /** They have left, or this connection managed them before: that they are active is news. */
  isBack: boolean;
};

/**
 * The person of a user who has none yet: found in the register and taken over, or, for one who works here, entered.
 * Null for somebody who is not known and is not active. Raises uniqueness.
 */
export async function beginPerson(
  tx: Tx,
  actor: Actor,
  source: Calling,
  user: { said: SaidOfPerson; externalId: string | null; active: boolean },
): Promise<Managed | null> {
  const { said, externalId } = user;
  const known = await findPerson(tx, source, said);
  if (!known && !user.active) return null;
  const personId = known?.id ?? (await enter(tx, actor, source, said));
  const { count } = await tx.sourcePerson.updateMany({
    where: { personId, sourceId: source.id },
    data: { externalId },
  });
  if (count === 0) await tx.sourcePerson.create({ data: { personId, sourceId: source.id, externalId } });
  const isBack = known !== null && (known.left || known.managedById === source.id);
  return { personId, isNew: known === null, isBack };
}

async function enter(tx: Tx, actor: Actor, source: Calling, said: SaidOfPerson): Promise<string> {
  const { manager, kind, ...fields } = said;
  const { id } = await addPerson.within(tx, actor, {
    ...fields,
    ...(kind ? { kind } : {}),
    managerId: await managerOf(tx, source, manager),
  });
  return id;
}

/**
 * Writes down what a user says of a person who is here; what it does not say stays as it is in the register. Who signs
 * in is told of a new address at the former one (SEC-111). Another title or team proposes a move. Raises conflict and invalid_input as edit-person does.
 */
export async function keepPerson(
  tx: Tx,
  actor: Actor,
  source: Calling,
  personId: string,
  { said, active }: { said: SaidOfPerson; active: boolean },
): Promise<void> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (person.endedAt) return;
  const managerId = await managerOf(tx, source, said.manager);
  await editPerson.within(tx, actor, {
    personId,
    name: said.name,
    givenName: said.givenName ?? person.givenName,
    familyName: said.familyName ?? person.familyName,
    email: said.email ?? person.email,
    employeeNumber: said.employeeNumber ?? person.employeeNumber,
    kind: said.kind ?? person.kind,
    title: said.title ?? person.title,
    department: said.department ?? person.department,
    location: said.location ?? person.location,
    managerId: managerId && managerId !== personId ? managerId : person.managerId,
    startsOn: person.startsOn?.toISOString().slice(0, 10),
    endsOn: person.endsOn?.toISOString().slice(0, 10),
  });
  // Of who is not active any more everything goes anyway.
  if (active)
    await reportRoles(tx, actor, source.name, [
      {
        personId,
        title: { from: person.title, to: said.title },
        department: { from: person.department, to: said.department },
      },
    ]);
}

/** The person whom the connection knows under the manager's SCIM id, where they work here. */
async function managerOf(tx: Tx, source: Calling, manager: string | null): Promise<string | null> {
  if (!manager) return null;
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "ScimUser" u JOIN "Person" p ON p.id = u."personId"
    WHERE u."sourceId" = ${source.id}::uuid AND u."deletedAt" IS NULL AND p."endedAt" IS NULL
      AND (u.id::text = ${manager} OR u."externalId" = ${manager})
    LIMIT 1`;
  return found?.id ?? null;
}
