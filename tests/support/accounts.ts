import { randomBytes } from "node:crypto";
import { acceptLink } from "@/lib/accounts/accept-link";
import { beginSession } from "@/lib/accounts/begin-session";
import { getLink } from "@/lib/accounts/links";
import { makeSetupLink } from "@/lib/accounts/make-setup-link";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { registrationOptions, signInOptions } from "@/lib/accounts/passkey-options";
import { provePasskey } from "@/lib/accounts/prove-passkey";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { type Actor, personActor, systemActor } from "@/lib/auth/actor";
import { liveSession } from "@/lib/auth/live-session";
import { relyingParty } from "@/lib/auth/relying-party";
import { toStandIns } from "@/lib/auth/stand-ins";
import { limitOf } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { SoftwareAuthenticator } from "./software-authenticator";
import { makeSession } from "./world";

/** Somebody before the door, as the routes make them. */
export const door = systemActor("sign-in", "192.0.2.7");

type Who = { name: string; email: string };
type Made = Parameters<SoftwareAuthenticator["register"]>[1];
type Used = Parameters<SoftwareAuthenticator["authenticate"]>[1];

/** The secret of a one-time link's address. */
export const tokenOf = (link: string): string => new URL(link).hash.slice(1);

/** A fresh setup link's secret. */
export async function setupToken(): Promise<string> {
  const made = await makeSetupLink(systemActor("setup"), {});
  if (!made) throw new Error("There is an owner already.");
  return tokenOf(made.link);
}

/** Begins a registration by a link, as the routes do. */
export async function beginJoining(token: string, who?: Who) {
  const link = await getLink(door, token);
  const { id, challenge, userHandle } = await openChallenge(door, { purpose: "register", linkId: link.id });
  if (!userHandle) throw new Error("No user handle was chosen.");
  const options = await registrationOptions({
    challenge,
    userHandle,
    name: link.name ?? who?.name ?? "",
    email: link.email ?? who?.email ?? "",
    exclude: [],
  });
  return { challengeId: id, options };
}

/** Joins by a link with a new authenticator's passkey, as the routes do; gives the login ticket. */
export async function join(token: string, who?: Who, how: Made = {}) {
  const { challengeId, options } = await beginJoining(token, who);
  const authenticator = new SoftwareAuthenticator(relyingParty().origin);
  const response = authenticator.register(options, how);
  const taken = await takeChallenge(door, { challengeId, purpose: "register" });
  const { challenge, linkId, userHandle } = taken;
  if (!linkId || !userHandle) throw new Error("This challenge is for no link.");
  const { token: ticket } = await acceptLink(door, {
    token,
    challenge: { challenge, linkId, userHandle },
    ...who,
    response,
    userAgent: null,
  });
  return { ticket, authenticator };
}

/** Uses a passkey, as the routes do; gives the login ticket. */
export async function prove(authenticator: SoftwareAuthenticator, how: Used = {}): Promise<string> {
  const { id, challenge } = await openChallenge(door, { purpose: "sign_in" });
  const response = authenticator.authenticate(await signInOptions(challenge), how);
  const taken = await takeChallenge(door, { challengeId: id, purpose: "sign_in" });
  return (await provePasskey(door, { challenge: taken.challenge, response })).token;
}

/** The browser that the tests sign in with, unless they name another one. */
export const device = "d".repeat(43);

/** Turns a login ticket into a session; gives its token. */
export async function sessionOf(ticket: string, replaces: string | null = null): Promise<string> {
  return (await beginSession(door, { ticket, replaces, userAgent: "Test", device })).token;
}

/** The actor of a living session, as a request would have it; null when it does not live. */
export async function actorOf(token: string): Promise<Actor | null> {
  const row = await liveSession(token);
  if (!row) return null;
  const { sessionId, accountId, personId, contactId, clientId, name, roles, sealed } = row;
  const inPlaceOf = toStandIns(row.inPlaceOf);
  const who = { sessionId, accountId, personId, contactId, clientId, name, roles, inPlaceOf, sealed };
  return personActor({ ...who, limit: limitOf(row, row), ip: null });
}

/** As `actorOf`, of a session that must live. */
export async function signedIn(token: string): Promise<Actor> {
  const actor = await actorOf(token);
  if (!actor) throw new Error("This session does not live.");
  return actor;
}

/** Somebody else of the studio, signed in as `like` is, with an account and a session of their own. */
export async function strangerLike(like: Actor): Promise<Actor> {
  const account = await db.account.create({
    data: {
      person: { create: { name: "Otto Fremd" } },
      roles: [...like.roles],
      userHandle: new Uint8Array(randomBytes(64)),
    },
  });
  const { id: accountId, personId } = account;
  return { ...like, accountId, personId, sessionId: await makeSession(accountId) };
}

/** Sets the studio up with its first owner, signed in. */
export async function firstOwner(who: Who = { name: "Ola Nordin", email: "ola@studio.example" }) {
  const { ticket, authenticator } = await join(await setupToken(), who);
  const token = await sessionOf(ticket);
  return { actor: await signedIn(token), token, authenticator };
}
