import { type Permission, permissionRow, type SystemActorName } from "@/lib/auth/permissions";
import type { Limit } from "@/lib/auth/standing";
import { forbidden } from "@/lib/errors";
import type { Role } from "@/prisma/generated/enums";

declare const proof: unique symbol;

/**
 * The proof of who is asking. Only `lib/auth` makes one: from a session row (`lib/auth/session.ts`), or for the
 * system under a name. Nothing about it comes from a cookie's or a header's content (SEC-53).
 */
export type Actor = {
  readonly [proof]: true;
  /** A person of the studio, a client's contact, or the system. */
  readonly kind: "person" | "contact" | "system";
  /** The person, or null for anybody else. */
  readonly personId: string | null;
  /** A client's contact and their client: all that they ever see (ASVS 8.4.1). */
  readonly contactId: string | null;
  readonly clientId: string | null;
  readonly accountId: string | null;
  readonly sessionId: string | null;
  /** A person's name, or the system actor's. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** Why the session may only enrol for now; null when it may do what the roles say. */
  readonly limit: Limit | null;
  readonly system: SystemActorName | null;
  readonly ip: string | null;
};

type SignedIn = {
  personId: string | null;
  contactId?: string | null;
  clientId?: string | null;
  accountId: string;
  sessionId: string;
  name: string;
  roles: readonly Role[];
  limit?: Limit | null;
  ip: string | null;
};

/** For `lib/auth/session.ts` alone (held by the import rules): somebody whose session row was just checked. */
export function personActor({
  contactId = null,
  clientId = null,
  limit = null,
  ...signedIn
}: SignedIn): Actor {
  const kind = contactId ? "contact" : "person";
  return { ...signedIn, contactId, clientId, limit, kind, system: null } as Actor;
}

/**
 * A step of time, of the shell, of the first start or of somebody who is not signed in yet (then with their
 * address), under its own name and its own row of permissions.
 */
export function systemActor(name: SystemActorName, ip: string | null = null): Actor {
  const named: Omit<Actor, typeof proof> = {
    kind: "system",
    personId: null,
    contactId: null,
    clientId: null,
    accountId: null,
    sessionId: null,
    name,
    roles: [],
    limit: null,
    system: name,
    ip,
  };
  return named as Actor;
}

/**
 * Whether the table gives the actor this permission: by one of a person's roles, or by the system's name. A session
 * that may only enrol has what the table opens to it, and nothing else.
 */
export function may(actor: Actor, permission: Permission): boolean {
  const { who, limited } = permissionRow(permission);
  if (actor.limit && !limited) return false;
  const allowed: readonly string[] = who;
  return actor.system ? allowed.includes(actor.system) : actor.roles.some((role) => allowed.includes(role));
}

/** As `may`, for queries: raises `forbidden` instead of answering false. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw forbidden();
}
