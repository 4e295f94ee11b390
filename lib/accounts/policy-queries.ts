import type { z } from "zod";
import type { policyInput } from "@/lib/accounts/change-policy";
import { caughtBy, factorsOfEverybody, policiesOf, policyFor, readIssuers } from "@/lib/accounts/factors-of";
import { canBeMet } from "@/lib/accounts/policy-rules";
import { roleOrder } from "@/lib/accounts/rules";
import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { groupNames, ownRules, systemActorNames } from "@/lib/auth/permission-words";
import { type Permission, permissionRow, permissions, type SystemActorName } from "@/lib/auth/permissions";
import type { Policy } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { type ProofStrength, Role } from "@/prisma/generated/enums";

export type RolePolicy = Policy & {
  role: Role;
  /** How many can sign in with this role, and how many of them could not at full strength with what they have. */
  members: number;
  caught: number;
};

/** What counts as a sign-in for each role, in the order of the roles. */
export async function listPolicies(actor: Actor): Promise<RolePolicy[]> {
  requirePermission(actor, "policy.read");
  const [policies, holders] = await Promise.all([policiesOf(db), factorsOfEverybody(db)]);
  const caught = caughtBy(holders, policies);
  return [...roleOrder, "client_contact" as const].map((role) => ({
    ...policyFor([role], policies),
    role,
    members: holders.filter(({ roles }) => roles.includes(role)).length,
    caught: caught.filter(({ roles }) => roles.includes(role)).length,
  }));
}

export type PolicyPreview = {
  /** Why it would be refused: nobody could meet it. */
  refused: string | null;
  members: number;
  caught: number;
  /** The first of them, by name. */
  names: string[];
};

const NAMES_SHOWN = 5;

/** Who would be caught by a policy before it is saved: who could not satisfy it with what they have now. */
export async function previewPolicy(
  actor: Actor,
  { role, ...policy }: z.output<typeof policyInput>,
): Promise<PolicyPreview> {
  requirePermission(actor, "policy.write");
  const [policies, everybody, issuers] = await Promise.all([
    policiesOf(db),
    factorsOfEverybody(db),
    readIssuers(db),
  ]);
  const holders = everybody.filter(({ roles }) => roles.includes(role));
  const caught = caughtBy(holders, new Map(policies).set(role, policy));
  const answer = canBeMet(policy, issuers);
  return {
    refused: answer === true ? null : answer,
    members: holders.length,
    caught: caught.length,
    names: caught.slice(0, NAMES_SHOWN).map(({ name }) => name),
  };
}

/** Whether the actor may change policies, as the command decides it. */
export const mayChangePolicies = (actor: Actor): boolean => may(actor, "policy.write");

export type PermissionRow = {
  permission: Permission;
  does: string;
  who: Role[];
  proof: ProofStrength | null;
  limited: boolean;
  /** What an object's own rule adds, in words. */
  ownRule: string | null;
};
export type SystemActorRow = { actor: SystemActorName; name: string; does: string[] };

/** The table of permissions as it stands in code, by what it is about; and what the system does by itself. */
export async function listPermissions(
  actor: Actor,
): Promise<{ groups: { name: string; rows: PermissionRow[] }[]; systemActors: SystemActorRow[] }> {
  requirePermission(actor, "policy.read");
  const all = (Object.keys(permissions) as Permission[]).map((permission) => ({
    permission,
    ...permissionRow(permission),
  }));
  const rows = all.map(
    ({ permission, does, who, proof = null, limited = false }): PermissionRow => ({
      permission,
      does,
      who: Object.values(Role).filter((role) => who.includes(role)),
      proof,
      limited,
      ownRule: ownRules[permission] ?? null,
    }),
  );
  const ofPeople = rows.filter(({ who }) => who.length > 0);
  const groups = Map.groupBy(ofPeople, ({ permission }) => groupOf(permission));
  return {
    groups: [...groups].map(([name, members]) => ({ name, rows: members })),
    systemActors: (Object.keys(systemActorNames) as SystemActorName[]).map((name) => ({
      actor: name,
      name: systemActorNames[name],
      does: all.filter(({ who }) => who.includes(name)).map(({ does }) => does),
    })),
  };
}

function groupOf(permission: Permission): string {
  const [first = permission] = permission.split(".");
  return groupNames[first] ?? first.charAt(0).toUpperCase() + first.slice(1);
}
