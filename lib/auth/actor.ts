import { type Permission, permissions, type SystemActorName } from "@/lib/auth/permissions";
import { forbidden } from "@/lib/errors";
import type { Role } from "@/prisma/generated/enums";

declare const proof: unique symbol;

/**
 * The proof of who is asking. Only `lib/auth` makes one: from a session row (`lib/auth/session.ts`), or for the
 * system under a name. Nothing about it comes from a cookie's or a header's content (SEC-53).
 */
export type Actor = {
  readonly [proof]: true;
  readonly kind: "person" | "system";
  /** The person, or null for the system. */
  readonly personId: string | null;
  readonly accountId: string | null;
  readonly sessionId: string | null;
  /** A person's name, or the system actor's. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly system: SystemActorName | null;
  readonly ip: string | null;
};

type SignedIn = {
  personId: string;
  accountId: string;
  sessionId: string;
  name: string;
  roles: readonly Role[];
  ip: string | null;
};

/** For `lib/auth/session.ts` alone (held by the import rules): a person whose session row was just checked. */
export function personActor(signedIn: SignedIn): Actor {
  return { ...signedIn, kind: "person", system: null } as Actor;
}

/**
 * A step of time, of the shell, of the first start or of somebody who is not signed in yet (then with their
 * address), under its own name and its own row of permissions.
 */
export function systemActor(name: SystemActorName, ip: string | null = null): Actor {
  const named: Omit<Actor, typeof proof> = {
    kind: "system",
    personId: null,
    accountId: null,
    sessionId: null,
    name,
    roles: [],
    system: name,
    ip,
  };
  return named as Actor;
}

/** Whether the table gives the actor this permission: by one of a person's roles, or by the system's name. */
export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly string[] = permissions[permission];
  return actor.system ? allowed.includes(actor.system) : actor.roles.some((role) => allowed.includes(role));
}

/** As `may`, for queries: raises `forbidden` instead of answering false. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw forbidden();
}
