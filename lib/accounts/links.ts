import { policiesOf, policyFor } from "@/lib/accounts/factors-of";
import { canJoinByPassword } from "@/lib/accounts/policy-rules";
import { canUseLink } from "@/lib/accounts/rules";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db, type Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { LinkKind, Role } from "@/prisma/generated/enums";

export type LinkRow = {
  id: string;
  kind: LinkKind;
  roles: Role[];
  personId: string | null;
  contactId: string | null;
  /** The account that it begins is sealed for emergencies, as this person has decided. */
  breakGlass: boolean;
  createdById: string | null;
  name: string | null;
  email: string | null;
  expiresAt: Date;
  consumedAt: Date | null;
  withdrawnAt: Date | null;
};

/** What the holder of a one-time link is told of it. */
export type OpenedLink = Pick<LinkRow, "id" | "kind" | "roles" | "name" | "email"> & {
  /** Why it cannot be used with a password in the place of a passkey; null when it can. */
  noPassword: string | null;
};

/** Opens a setup link or an invitation to look at it, without using it. Raises conflict with the reason when it is no good. */
export async function getLink(actor: Actor, token: string): Promise<OpenedLink> {
  requirePermission(actor, "accounts.sign-in");
  const rows = await db.$queryRaw<(LinkRow & { now: Date })[]>`
    SELECT l.id, l.kind, l.roles::text[] AS roles, l."personId", l."contactId", l."breakGlass", l."createdById",
      coalesce(p.name, c.name) AS name, coalesce(p.email, c.email, l.email) AS email, l."expiresAt", l."consumedAt",
      l."withdrawnAt", now() AS now
    FROM "OneTimeLink" l
    LEFT JOIN "Person" p ON p.id = l."personId" LEFT JOIN "ClientContact" c ON c.id = l."contactId"
    WHERE l."tokenHash" = ${sha256(token)} AND l.kind <> 'recover'`;
  const row = rows[0] ?? null;
  const good = canUseLink(row, row?.now ?? new Date());
  if (!row || good !== true) throw conflict(good === true ? "" : good);
  const { id, kind, roles, name, email } = row;
  const byPassword = canJoinByPassword(row, policyFor(roles, await policiesOf(db)));
  return { id, kind, roles, name, email, noPassword: byPassword === true ? null : byPassword };
}

/** Locks a setup link or an invitation for its one use: of two at once, the second sees what the first has done. */
export async function lockLink(tx: Tx, token: string): Promise<LinkRow | null> {
  const rows = await tx.$queryRaw<LinkRow[]>`
    SELECT l.id, l.kind, l.roles::text[] AS roles, l."personId", l."contactId", l."breakGlass", l."createdById",
      coalesce(p.name, c.name) AS name, coalesce(p.email, c.email, l.email) AS email, l."expiresAt", l."consumedAt",
      l."withdrawnAt"
    FROM "OneTimeLink" l
    LEFT JOIN "Person" p ON p.id = l."personId" LEFT JOIN "ClientContact" c ON c.id = l."contactId"
    WHERE l."tokenHash" = ${sha256(token)} AND l.kind <> 'recover'
    FOR UPDATE OF l`;
  return rows[0] ?? null;
}
