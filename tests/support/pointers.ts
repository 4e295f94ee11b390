import { db, Prisma } from "@/lib/db";

const undone = `state IN ('open', 'invited', 'waiting_for_platform')`;
const open = `"endedAt" IS NULL`;

/**
 * Every column that points to a person, and when such a row is alive: then it may not point to somebody who has left.
 * Null: it says what was, or asks at each use whether they are still here. A new column has to be entered here.
 */
export const pointers: Record<string, string | null> = {
  "Absence.personId": open,
  "Absence.standInId": `${open} AND "begunAt" IS NULL`,
  "AccessException.approvedById": null,
  "AccessException.personId": null,
  "AccessPolicyVersion.activatedById": null,
  "AccessPolicyVersion.draftedById": null,
  "AccessRequest.requesterId": null,
  // No session begins or lives for whom has left (lib/auth/live-session.ts).
  "Account.personId": null,
  "Asset.custodianId": open,
  "CalendarFeed.personId": null,
  "ClientAnswer.writtenById": null,
  "Delegation.delegateId": open,
  "Delegation.delegatorId": open,
  // Asked for again when it is needed (lib/lifecycle/read-heir.ts).
  "Departure.heirId": null,
  // One whose key was seen again has left, and their departure is open again.
  "Departure.personId": null,
  "DepartureReport.decidedById": null,
  "DepartureReport.personId": null,
  "Device.attestedById": null,
  // Whoever leads security says that it was given back.
  "Device.personId": null,
  "DutyConflictChange.byId": null,
  "EmergencyAccess.personId": null,
  "Finding.personId": null,
  "Grant.personId": `"closedAt" IS NULL`,
  "IdentityHolder.personId": open,
  "LeadApproval.inPlaceOfId": null,
  "LeadApproval.leadId": null,
  "LegalHold.personId": null,
  "Membership.personId": open,
  "Move.heirId": null,
  "Move.managerId": null,
  "Move.personId": `state IN ('waiting', 'decided')`,
  "Move.proposedById": null,
  "MoveLine.decidedById": null,
  "Notification.personId": null,
  "NotificationChoice.personId": null,
  "OneTimeLink.personId": `"consumedAt" IS NULL AND "withdrawnAt" IS NULL`,
  "Person.managerId": open,
  "RequestDraft.personId": null,
  "RequestItem.inPlaceOfId": null,
  "RequestItem.personId": `state = 'waiting'`,
  "Robot.ownerId": open,
  "ScimUser.personId": null,
  "SharedLoginPlan.planOwnerId": `EXISTS (SELECT 1 FROM "Identity" i WHERE i.id = row."identityId" AND i."endedAt" IS NULL)`,
  "SourcePerson.personId": null,
  "Task.assigneeId": undone,
  "Task.personId": null,
  "TaskReminder.personId": null,
};

/** The columns with a foreign key to Person, as the database has them: "Asset.custodianId". */
export async function columnsOfPeople(): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT replace(c.conrelid::regclass::text, '"', '') || '.' || a.attname AS name
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"Person"'::regclass`;
  return rows.map(({ name }) => name).toSorted();
}

/** The columns in which something alive points to somebody whose stay has ended. */
export async function pointingToGone(): Promise<string[]> {
  const parts = Object.entries(pointers).flatMap(([name, alive]) => {
    const [table, column] = name.split(".");
    return alive
      ? [
          `SELECT '${name}' AS name FROM "${table}" row
           WHERE row."${column}" IN (SELECT p.id FROM "Person" p WHERE p."endedAt" IS NOT NULL)
             AND ${alive.replace(/(?<![\w."])("\w+"|state)(?= (IS|IN|=))/gu, "row.$1")}`,
        ]
      : [];
  });
  // The parts are the constant text of the table above: nothing of it comes from outside.
  const rows = await db.$queryRaw<
    { name: string }[]
  >`SELECT DISTINCT name FROM (${Prisma.raw(parts.join(" UNION ALL "))}) found`;
  return rows.map(({ name }) => name);
}
