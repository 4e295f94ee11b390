import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { canEndDelegation } from "@/lib/delegations/rules/who-may";
import type { DelegationEnd } from "@/prisma/generated/enums";

export type DelegationRow = {
  id: string;
  delegator: { id: string; name: string };
  delegate: { id: string; name: string };
  reason: string;
  startsAt: Date;
  /** When it ends, or has ended. */
  endsAt: Date;
  state: "runs" | "to_come" | "over";
  endedBecause: DelegationEnd | null;
  /** How many items were decided by it. */
  decided: number;
  can: { end: boolean };
};

export type Delegations = {
  delegations: DelegationRow[];
  /** Who could decide in the actor's place; empty for whoever decides nothing. */
  colleagues: { id: string; name: string; title: string | null }[];
  can: { make: boolean };
};

/** All delegations, those that run first, then what comes, then what is over; with whom the form offers. */
export async function getDelegations(actor: Actor): Promise<Delegations> {
  requirePermission(actor, "delegations.read");
  const make = may(actor, "delegations.make") && !actor.sealed;
  const [delegations, colleagues] = await Promise.all([
    readDelegations(actor, Prisma.sql`true`),
    make ? readColleagues(actor) : [],
  ]);
  return { delegations, colleagues, can: { make } };
}

/** The delegations that run or are to come and that the actor has to do with, on either side. */
export async function ownDelegations(actor: Actor): Promise<DelegationRow[]> {
  requirePermission(actor, "own.read");
  if (!actor.personId) return [];
  return readDelegations(
    actor,
    Prisma.sql`d."endedAt" IS NULL AND d."endsAt" > now()
      AND ${actor.personId}::uuid IN (d."delegatorId", d."delegateId")`,
  );
}

async function readDelegations(actor: Actor, where: Prisma.Sql): Promise<DelegationRow[]> {
  const rows = await db.$queryRaw<
    (Omit<DelegationRow, "delegator" | "delegate" | "can"> & {
      delegatorId: string;
      delegatorName: string;
      delegateId: string;
      delegateName: string;
    })[]
  >`
    SELECT d.id, d."delegatorId", r.name AS "delegatorName", d."delegateId", e.name AS "delegateName", d.reason,
      d."startsAt", coalesce(d."endedAt", d."endsAt") AS "endsAt", d."endedBecause"::text,
      CASE WHEN delegation_runs(d, now()) THEN 'runs'
        WHEN d."endedAt" IS NULL AND d."startsAt" > now() THEN 'to_come' ELSE 'over' END AS state,
      (SELECT count(*)::int FROM "RequestItem" i WHERE i."inPlaceOfId" = d."delegatorId"
        AND i."decidedById" = d."delegateId" AND i."decidedAt" >= d."startsAt"
        AND i."decidedAt" < coalesce(d."endedAt", d."endsAt")) AS decided
    FROM "Delegation" d JOIN "Person" r ON r.id = d."delegatorId" JOIN "Person" e ON e.id = d."delegateId"
    WHERE ${where}
    ORDER BY delegation_runs(d, now()) DESC, (d."endedAt" IS NULL AND d."endsAt" > now()) DESC,
      d."startsAt" DESC, d.id LIMIT 200`;
  return rows.map(({ delegatorId, delegatorName, delegateId, delegateName, ...row }) => ({
    ...row,
    delegator: { id: delegatorId, name: delegatorName },
    delegate: { id: delegateId, name: delegateName },
    can: {
      end:
        row.state !== "over" &&
        may(actor, "delegations.end") &&
        canEndDelegation(actor, { delegatorId, delegateId }) === true,
    },
  }));
}

/** Members who could stand in: `canStandIn` as a condition. */
function readColleagues(actor: Actor) {
  return db.$queryRaw<Delegations["colleagues"]>`
    SELECT p.id, p.name, p.title FROM "Person" p JOIN "Account" a ON a."personId" = p.id
    WHERE p."endedAt" IS NULL AND p."accessEndsAt" IS NULL AND a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
      AND NOT a.roles && ARRAY['auditor', 'client_contact']::"Role"[] AND p.id <> ${actor.personId}::uuid
      AND EXISTS (SELECT 1 FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL)
    ORDER BY p.name LIMIT 2000`;
}
