import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { roleOrder } from "@/lib/accounts/rules";
import { cookieName } from "@/lib/auth/cookies";
import { randomToken, sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { SignInWay } from "@/prisma/generated/enums";

/** Who knocks: a cookie header, or none. */
export type Visitor = { name: string; cookie: string };

/** One for each role of the studio, and a client's contact, all with a full session. */
export async function roleVisitors(clientId: string): Promise<Visitor[]> {
  const people = await Promise.all(roleOrder.map((role) => personVisitor(role, [role], {})));
  return [...people, await contactVisitor(clientId)];
}

type Bent = {
  way?: SignInWay;
  seenHoursAgo?: number;
  startedHoursAgo?: number;
  revoked?: boolean;
  disabled?: boolean;
};

/** Those whom nothing but the door is open to, each an owner: what they have is half-done, bent or over. */
export async function weakVisitors(): Promise<Visitor[]> {
  const bent: Record<string, Bent> = {
    "an idle session": { seenHoursAgo: 2 },
    "a session that is too old": { startedHoursAgo: 30 },
    "an ended session": { revoked: true },
    "a session of a disabled account": { disabled: true },
  };
  const owners = await Promise.all(
    Object.entries(bent).map(([name, how]) => personVisitor(name, ["owner"], how)),
  );
  const forged = await sessionCookie(randomToken());
  return [
    { name: "nobody", cookie: "" },
    { name: "a half-done sign-in", cookie: await pendingCookie() },
    { name: "a forged token", cookie: forged },
    { name: "a cookie of nonsense", cookie: `${cookieName("session")}=x.y.z` },
    ...owners,
  ];
}

/** An owner who came in by a recovery: their session may only enrol. */
export const recoveredVisitor = (): Promise<Visitor> =>
  personVisitor("a recovered session", ["owner"], { way: "recovery" });

async function personVisitor(
  name: string,
  roles: (typeof roleOrder)[number][],
  { disabled = false, ...how }: Bent,
): Promise<Visitor> {
  const mark = randomBytes(4).toString("hex");
  const person = await db.person.create({
    data: { name: `Visitor ${mark}`, email: `visitor-${mark}@studio.example` },
  });
  const { id } = await db.account.create({
    data: {
      personId: person.id,
      roles,
      userHandle: new Uint8Array(randomBytes(64)),
      disabledAt: disabled ? new Date() : null,
    },
  });
  await addPasskey(id);
  return { name, cookie: await openSession(id, how) };
}

async function contactVisitor(clientId: string): Promise<Visitor> {
  const mark = randomBytes(4).toString("hex");
  const contact = await db.clientContact.create({
    data: { clientId, name: `Contact ${mark}`, email: `contact-${mark}@client.example` },
  });
  const { id } = await db.account.create({
    data: { contactId: contact.id, roles: ["client_contact"], userHandle: new Uint8Array(randomBytes(64)) },
  });
  return { name: "client_contact", cookie: await openSession(id, {}) };
}

/** What the policies of the strict roles ask for; nobody can sign in with it. */
async function addPasskey(accountId: string): Promise<void> {
  await db.passkey.create({
    data: {
      accountId,
      credentialId: randomBytes(32).toString("base64url"),
      publicKey: new Uint8Array(randomBytes(77)),
      signCount: 0,
      transports: [],
      aaguid: "00000000-0000-0000-0000-000000000000",
      backupEligible: false,
      backedUp: false,
      name: "Visitor",
    },
  });
}

const HOUR = 3_600_000;

async function openSession(accountId: string, how: Omit<Bent, "disabled">): Promise<string> {
  const { way = "passkey", seenHoursAgo = 0, startedHoursAgo = 0, revoked = false } = how;
  const now = Date.now();
  const token = randomToken();
  await db.session.create({
    data: {
      tokenHash: sha256(token),
      accountId,
      epoch: 0,
      aal: 2,
      way,
      amr: ["passkey"],
      authAt: new Date(now - startedHoursAgo * HOUR),
      lastSeenAt: new Date(now - seenHoursAgo * HOUR),
      // Only what the policy says can end these two: the row alone would let them live.
      idleExpiresAt: new Date(now + HOUR),
      absoluteExpiresAt: new Date(now + 12 * HOUR),
      revokedAt: revoked ? new Date(now) : null,
    },
  });
  return sessionCookie(token);
}

/** The cookie of a session, from its token. */
export async function sessionCookie(token: string): Promise<string> {
  return `${cookieName("session")}=${await encode({ token: { token }, secret: env().SESSION_SECRET })}`;
}

async function pendingCookie(): Promise<string> {
  const token = randomToken();
  const owner = await db.account.findFirstOrThrow({ where: { roles: { has: "owner" } } });
  await db.pendingSignIn.create({
    data: {
      tokenHash: sha256(token),
      accountId: owner.id,
      firstFactor: "password",
      amr: ["password"],
      factors: ["password"],
      expiresAt: new Date(Date.now() + 600_000),
    },
  });
  return `${cookieName("pending")}=${token}; ${cookieName("session")}=${await encode({ token: { token }, secret: env().SESSION_SECRET })}`;
}
