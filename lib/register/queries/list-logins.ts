import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { loginLacks } from "@/lib/people/login-rules";
import type { Capability } from "@/lib/platforms/capabilities";
import { type Risk, roleRisk } from "@/lib/platforms/role-risk";
import type { MfaState } from "@/prisma/generated/enums";

/** A shared login that is left, with all that it takes to do away with it. */
export type LoginRow = {
  id: string;
  address: string;
  platform: { name: string; mark: string } | null;
  holders: { id: string; name: string }[];
  /** Where it lets in: "Kite – Search (Kite Insurance)". */
  places: string[];
  risk: Risk;
  mfa: MfaState;
  mfaCheckedAt: Date | null;
  plan: {
    keptIn: string;
    why: string;
    endsOn: Date;
    text: string;
    by: Date;
    owner: { id: string; name: string };
  } | null;
  /** Work to change its secret that is under way. */
  rotations: { taskId: string; number: number; personId: string | null }[];
  lacks: string[];
};

type Raw = {
  id: string;
  address: string;
  platformName: string | null;
  mark: string | null;
  mfa: MfaState;
  mfaCheckedAt: Date | null;
  holders: { id: string; name: string }[];
  places: string[];
  capabilities: Capability[];
  rotations: LoginRow["rotations"];
  keptIn: string | null;
  why: string;
  endsOn: Date;
  planText: string;
  planBy: Date;
  ownerId: string;
  ownerName: string;
  ownerHere: boolean;
};

/** The shared logins that are left, those that lack most first. One statement. Raises forbidden. */
export async function listLogins(actor: Actor): Promise<LoginRow[]> {
  requirePermission(actor, "people.read");
  const now = new Date();
  const rows = await db.$queryRaw<Raw[]>`
    SELECT i.id, i.address, pl.name AS "platformName", pl.mark, i.mfa::text, i."mfaCheckedAt",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY h.since, p.name)
        FROM "IdentityHolder" h JOIN "Person" p ON p.id = h."personId"
        WHERE h."identityId" = i.id AND h."endedAt" IS NULL), '[]') AS holders,
      array(SELECT DISTINCT a.name || coalesce(' (' || c.name || ')', '') FROM "Grant" g
        JOIN "Asset" a ON a.id = g."assetId" LEFT JOIN "Client" c ON c.id = a."clientId"
        WHERE g."identityId" = i.id AND g."personId" IS NULL AND g."robotId" IS NULL AND g."closedAt" IS NULL
        ORDER BY 1) AS places,
      array(SELECT DISTINCT cap FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId"
        CROSS JOIN LATERAL unnest(r.capabilities::text[]) AS cap
        WHERE g."identityId" = i.id AND g."personId" IS NULL AND g."robotId" IS NULL AND g."closedAt" IS NULL)
        AS capabilities,
      coalesce((SELECT jsonb_agg(jsonb_build_object('taskId', t.id, 'number', t.number, 'personId', t."personId")
          ORDER BY t.number)
        FROM "Task" t WHERE t."identityId" = i.id AND t.kind = 'rotate_secret'
          AND t.state IN ('open', 'invited', 'waiting_for_platform')), '[]') AS rotations,
      s."keptIn", s.why, s."endsOn", s.plan AS "planText", s."planBy", o.id AS "ownerId", o.name AS "ownerName",
      (o."endedAt" IS NULL AND o."accessEndsAt" IS NULL) AS "ownerHere"
    FROM "Identity" i
    LEFT JOIN "Platform" pl ON pl.id = i."platformId"
    LEFT JOIN "SharedLoginPlan" s ON s."identityId" = i.id
    LEFT JOIN "Person" o ON o.id = s."planOwnerId"
    WHERE i.shared AND i."endedAt" IS NULL
    ORDER BY lower(i.address), i.id`;
  return rows
    .map((row): LoginRow => {
      const { id, address, mfa, mfaCheckedAt, holders, places, rotations, keptIn } = row;
      const plan = keptIn
        ? {
            keptIn,
            why: row.why,
            endsOn: row.endsOn,
            text: row.planText,
            by: row.planBy,
            owner: { id: row.ownerId, name: row.ownerName },
          }
        : null;
      const facts = plan && { endsOn: plan.endsOn, planBy: plan.by, ownerHere: row.ownerHere };
      return {
        id,
        address,
        platform: row.platformName ? { name: row.platformName, mark: row.mark ?? "" } : null,
        holders,
        places,
        risk: roleRisk(row.capabilities),
        mfa,
        mfaCheckedAt,
        plan,
        rotations,
        lacks: loginLacks({ mfa, holders: holders.length, plan: facts }, now),
      };
    })
    .sort((a, b) => b.lacks.length - a.lacks.length);
}

/** How many shared logins are left, for the navigation. Raises forbidden. */
export async function countLogins(actor: Actor): Promise<number> {
  requirePermission(actor, "people.read");
  return db.identity.count({ where: { shared: true, endedAt: null } });
}
