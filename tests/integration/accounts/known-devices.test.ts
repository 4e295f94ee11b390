import { beforeAll, expect, test } from "vitest";
import { beginSession } from "@/lib/accounts/begin-session";
import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { isKnownDevice } from "@/lib/auth/known-device";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { mailContext } from "@/lib/outbox";
import { door, firstOwner, join, device as ownDevice, prove, tokenOf } from "@/tests/support/accounts";

let ola: Awaited<ReturnType<typeof firstOwner>>;
let accountId: string;

beforeAll(async () => {
  ola = await firstOwner();
  accountId = ola.actor.accountId ?? "";
});

/** A sign-in with a browser that has this device cookie. */
async function signInWith(device: string | null, userAgent = "Mozilla/5.0 (Windows) Firefox/140.0") {
  return beginSession(door, { ticket: await prove(ola.authenticator), replaces: null, userAgent, device });
}

const mails = () => db.outboxMail.count({ where: { subject: { contains: "new device" } } });
const lastEvent = () => db.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });

test("the first session of all tells nobody; its browser is known from then on", async () => {
  expect(await mails()).toBe(0);
  const { token } = await signInWith(ownDevice);
  expect(token).not.toBe(ola.token);
  expect(await mails()).toBe(0);
  expect((await lastEvent()).after).toMatchObject({ newDevice: false });
});

test("a browser that is new to the account is told of, once, and gets a cookie", async () => {
  const { device } = await signInWith(null);
  expect((await lastEvent()).after).toMatchObject({ newDevice: true });
  expect(await mails()).toBe(1);
  const mail = await db.outboxMail.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  expect(mail.toAddress).toBe("ola@studio.example");
  const text = decrypt(mail.body, mailContext(mail.cause)).toString();
  expect(text).toContain("Firefox on Windows, by passkey");
  expect(text).not.toContain(device);
  expect(device).toMatch(/^[\w-]{43}$/);

  expect((await signInWith(device)).device).toBe(device);
  expect(await mails()).toBe(1);
});

test("a cookie that is none of ours is replaced", async () => {
  for (const forged of ["x", "a".repeat(44), "../../etc", `${"b".repeat(42)}=`])
    expect((await signInWith(forged)).device).not.toBe(forged);
});

test("a browser is known to the account that it signed in to, and to no other", async () => {
  const { device } = await signInWith(null);
  expect(await isKnownDevice(device, accountId)).toBe(true);
  expect(await isKnownDevice(null, accountId)).toBe(false);
  expect(await isKnownDevice("c".repeat(43), accountId)).toBe(false);

  const { link } = await inviteMember(systemActor("operator"), {
    name: "Maria",
    email: "maria@studio.example",
    roles: ["staff"],
  });
  const maria = await join(tokenOf(link));
  const begun = await beginSession(door, { ticket: maria.ticket, replaces: null, userAgent: null, device });
  expect(begun.device).toBe(device);
  expect(await isKnownDevice(device, begun.accountId)).toBe(true);
  // The two rows of one browser have nothing in common.
  const rows = await db.knownDevice.findMany({ select: { tokenHash: true } });
  expect(new Set(rows.map(({ tokenHash }) => Buffer.from(tokenHash).toString("hex"))).size).toBe(rows.length);
});

test("a browser that has not come for 400 days, or was forgotten, is new again", async () => {
  const { device } = await signInWith(null);
  const before = await mails();
  await db.$executeRaw`UPDATE "KnownDevice" SET "lastSeenAt" = now() - interval '401 days'`;
  expect(await isKnownDevice(device, accountId)).toBe(false);
  await signInWith(device);
  expect(await mails()).toBe(before + 1);
  await db.$executeRaw`UPDATE "KnownDevice" SET "forgottenAt" = now()`;
  expect(await isKnownDevice(device, accountId)).toBe(false);
  await signInWith(device);
  expect(await mails()).toBe(before + 2);
  expect(await isKnownDevice(device, accountId)).toBe(true);
});
