import { type Permission, permissionRow, type SystemActorName } from "@/lib/auth/permissions";
import type { StandIn } from "@/lib/auth/stand-ins";
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
  /** In whose places they decide just now (`delegated` rows of the permission table), and by nothing else of theirs. */
  readonly inPlaceOf: readonly StandIn[];
  /** A break-glass account: it is nobody in particular, so it is nobody's second person. */
  readonly sealed: boolean;
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
  inPlaceOf?: readonly StandIn[];
  sealed?: boolean;
  limit?: Limit | null;
  ip: string | null;
};

/** For `lib/auth/session.ts` alone (held by the import rules): somebody whose session row was just checked. */
export function personActor({
  contactId = null,
  clientId = null,
  limit = null,
  inPlaceOf = [],
  sealed = false,
  ...signedIn
}: SignedIn): Actor {
  const kind = contactId ? "contact" : "person";
  return { ...signedIn, contactId, clientId, inPlaceOf, sealed, limit, kind, system: null } as Actor;
}

/** The same one, as they stand now: for `lib/auth/actor-now.ts` alone, which has just read it. */
export function withStanding(actor: Actor, now: Pick<Actor, "roles" | "inPlaceOf" | "sealed">): Actor {
  return { ...actor, ...now };
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
    inPlaceOf: [],
    sealed: false,
    limit: null,
    system: name,
    ip,
  };
  return named as Actor;
}

/** An HR system that has shown its token or signed what it sent, under its own name in every audit event (SEC-115). */
export function sourceActor(name: string, ip: string | null): Actor {
  return { ...systemActor("source", ip), name };
}

/**
 * Whether the table gives the actor this permission: by one of a person's roles, by the system's name, or, where it
 * can be handed on, by the roles of somebody in whose place they decide. A session that may only enrol has what the
 * table opens to it, and nothing else.
 */
export function may(actor: Actor, permission: Permission): boolean {
  const { who, limited, delegated } = permissionRow(permission);
  if (actor.limit && !limited) return false;
  const allowed: readonly string[] = who;
  if (actor.system) return allowed.includes(actor.system);
  const gives = ({ roles }: Pick<Actor, "roles">) => roles.some((role) => allowed.includes(role));
  return gives(actor) || (delegated === true && actor.inPlaceOf.some(gives));
}

/** As `may`, for queries: raises `forbidden` instead of answering false. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw forbidden();
}
