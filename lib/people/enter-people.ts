import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import type { AuditEntry } from "@/lib/audit/event";
import { command, noTarget } from "@/lib/command";
import { id, optional, paragraph } from "@/lib/input";
import { personFields } from "@/lib/people/person-input";
import { tellFormerAddress } from "@/lib/people/tell-former-address";

const day = () => z.date().nullable();
const { kind, ...texts } = personFields;
const fields = { ...texts, startsOn: day(), endsOn: day() };

/** What is known of somebody already is left out, or null: a file's empty cell takes nothing away. */
const changed = {
  name: optional(texts.name),
  givenName: texts.givenName,
  familyName: texts.familyName,
  email: texts.email,
  employeeNumber: texts.employeeNumber,
  kind: optional(z.enum(["employee", "contractor", "freelancer", "intern"])),
  title: texts.title,
  department: texts.department,
  location: texts.location,
  managerId: texts.managerId,
  startsOn: day(),
  endsOn: day(),
};

/**
 * Enters many people at once and changes many, in three statements: as add-person and edit-person do, each new
 * address being a work identity as well. The ids are the caller's, so that people can name each other as
 * managers. Raises conflict when an address or a number belongs to somebody else.
 */
export const enterPeople = command({
  name: "people.enter-people",
  permission: "people.write",
  timeoutMs: 120_000,
  input: z.strictObject({
    people: z.array(z.strictObject({ id: id(), kind, ...fields })).max(50_000),
    changes: z.array(z.strictObject({ id: id(), ...changed })).max(50_000),
    reason: optional(paragraph(500)),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    const by = actor.personId;
    if (input.people.length > 0) {
      await tx.$executeRaw`
        INSERT INTO "Person" (id, name, "givenName", "familyName", email, "employeeNumber", kind, title, department,
          location, "managerId", "startsOn", "endsOn", "createdAt", "createdById", "updatedAt", "updatedById")
        SELECT n.id, n.name, n."givenName", n."familyName", n.email, n."employeeNumber", n.kind, n.title,
          n.department, n.location, n."managerId", n."startsOn"::timestamptz::date, n."endsOn"::timestamptz::date,
          ${now}::timestamptz, ${by}::uuid, ${now}::timestamptz, ${by}::uuid
        FROM jsonb_to_recordset(${JSON.stringify(input.people)}::jsonb) AS n(id uuid, name text, "givenName" text,
          "familyName" text, email text, "employeeNumber" text, kind "PersonKind", title text, department text,
          location text, "managerId" uuid, "startsOn" text, "endsOn" text)`;
      await tx.$executeRaw`
        WITH made AS (
          INSERT INTO "Identity" (address, kind, "createdById", "updatedById")
          SELECT n.email, 'work', ${by}::uuid, ${by}::uuid
          FROM jsonb_to_recordset(${JSON.stringify(input.people)}::jsonb) AS n(email text)
          WHERE n.email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Identity" i
            WHERE i.address = n.email AND i."platformId" IS NULL AND i."endedAt" IS NULL)
          RETURNING id, address
        )
        INSERT INTO "IdentityHolder" ("identityId", "personId", since, "createdById")
        SELECT made.id, n.id, ${now}::timestamptz, ${by}::uuid
        FROM made JOIN jsonb_to_recordset(${JSON.stringify(input.people)}::jsonb) AS n(id uuid, email text)
          ON n.email = made.address`;
    }
    if (input.changes.length > 0) {
      await tx.$executeRaw`
        UPDATE "Person" p SET name = coalesce(c.name, p.name), "givenName" = coalesce(c."givenName", p."givenName"),
          "familyName" = coalesce(c."familyName", p."familyName"), email = coalesce(c.email, p.email),
          "employeeNumber" = coalesce(c."employeeNumber", p."employeeNumber"), kind = coalesce(c.kind, p.kind),
          title = coalesce(c.title, p.title), department = coalesce(c.department, p.department),
          location = coalesce(c.location, p.location), "managerId" = coalesce(c."managerId", p."managerId"),
          "startsOn" = coalesce(c."startsOn"::timestamptz::date, p."startsOn"),
          "endsOn" = coalesce(c."endsOn"::timestamptz::date, p."endsOn"),
          "updatedAt" = ${now}::timestamptz, "updatedById" = ${by}::uuid
        FROM jsonb_to_recordset(${JSON.stringify(input.changes)}::jsonb) AS c(id uuid, name text, "givenName" text,
          "familyName" text, email text, "employeeNumber" text, kind "PersonKind", title text, department text,
          location text, "managerId" uuid, "startsOn" text, "endsOn" text)
        WHERE p.id = c.id`;
    }
    const names = await tx.person.findMany({
      where: { id: { in: input.changes.map((change) => change.id) } },
      select: { id: true, name: true },
    });
    const nameOf = new Map(names.map((person) => [person.id, person.name]));
    const audit: AuditEntry[] = [
      ...input.people.map(({ id: objectId, ...after }) => ({
        objectType: "person",
        objectId,
        objectName: after.name,
        after: recorded(after),
        reason: input.reason,
      })),
      ...input.changes.map(({ id: objectId, ...after }) => ({
        objectType: "person",
        objectId,
        objectName: nameOf.get(objectId) ?? "",
        after: recorded(Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null))),
        reason: input.reason,
      })),
    ];
    const changed = input.changes.map((change) => change.id);
    const jobs = await tellFormerAddress(tx, changed, actor.name);
    return { result: { entered: input.people.length, changed: changed.length }, audit, jobs };
  },
});
