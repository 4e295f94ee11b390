import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { getLink } from "@/lib/accounts/links";
import { mailRecoveryLink } from "@/lib/accounts/mail-recovery-link";
import { recoverWithCode } from "@/lib/accounts/recover-with-code";
import { systemActor } from "@/lib/auth/actor";
import { liveSession } from "@/lib/auth/live-session";
import { limitOf } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { openMail } from "@/lib/notifications/open-mail";
import { listOutbox } from "@/lib/notifications/queries";
import { editPerson } from "@/lib/people/edit-person";
import { actorOf, door, join, sessionOf, tokenOf } from "@/tests/support/accounts";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { giveCodes, mailedSecret, mailsTo } from "@/tests/support/recovery";
import { makeWorld, type World } from "@/tests/support/world";

const operator = systemActor("operator");
let world: World;
let codes: string[];
let accountId: string;
let personId: string;
let email: string;
let sessionToken: string;

beforeAll(async () => {
  world = await makeWorld();
  // A server that nobody asks: the mails wait for a worker.
  env().SMTP_URL = "smtp://127.0.0.1:9";
});
afterAll(() => {
  env().SMTP_URL = undefined;
});
beforeEach(async () => {
  const name = `Maria ${crypto.randomUUID().slice(0, 8)}`;
  email = `${name.replace(" ", "-").toLowerCase()}@studio.example`;
  const { link } = await inviteMember(operator, { name, email, roles: ["owner"] });
  const { ticket } = await join(tokenOf(link));
  sessionToken = await sessionOf(ticket);
  const person = await db.person.findUniqueOrThrow({ where: { email }, include: { account: true } });
  personId = person.id;
  accountId = person.account?.id ?? "";
  await db.passkey.updateMany({
    where: { accountId },
    data: { createdAt: new Date(Date.now() - 86_400_000) },
  });
  codes = await giveCodes(accountId);
});

const code = () => codes[0] ?? "";

async function mailedLink(): Promise<string> {
  await mailRecoveryLink(door, { email });
  return mailedSecret(email, "/recover");
}

describe("a link by mail", () => {
  test("goes to nobody else than one who has codes and may sign in, and nobody is told which", async () => {
    await db.recoveryCode.updateMany({ where: { accountId }, data: { confirmedAt: null } });
    expect(await mailRecoveryLink(door, { email })).toBeNull();
    await giveCodes(accountId);
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: new Date() } });
    expect(await mailRecoveryLink(door, { email })).toBeNull();
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: null } });
    await db.account.update({ where: { id: accountId }, data: { disabledAt: new Date() } });
    expect(await mailRecoveryLink(door, { email })).toBeNull();
    expect(await mailRecoveryLink(door, { email: "nobody@studio.example" })).toBeNull();
    expect(await db.oneTimeLink.count({ where: { kind: "recover", personId } })).toBe(0);
    await db.account.update({ where: { id: accountId }, data: { disabledAt: null } });
    expect(await mailRecoveryLink(door, { email })).toBeNull();
    expect(await db.oneTimeLink.count({ where: { kind: "recover", personId } })).toBe(1);
  });

  test("is at our own address, whatever a request's Host says, and is sealed from owners", async () => {
    const token = await mailedLink();
    const [mail] = await mailsTo(email);
    expect(mail?.sealed).toBe(true);
    expect(mail?.text).toContain(`${env().KEYHOLDER_URL}/recover#${token}`);
    const { rows } = await listOutbox(world.people.aoife.actor, { q: email, sort: "", page: 1, filters: {} });
    const row = rows.find(({ subject }) => /Get back/.test(subject));
    expect(row?.sealed).toBe(true);
    const opening = confirmed(openMail, world.people.aoife.actor, { mailId: row?.id ?? "" });
    await refused(opening, "forbidden", /sealed/);
  });

  test("is not sent where no mail leaves, for nobody alike", async () => {
    env().SMTP_URL = undefined;
    try {
      await refused(mailRecoveryLink(door, { email }), "unavailable", /No mail/);
      await refused(mailRecoveryLink(door, { email: "nobody@studio.example" }), "unavailable", /No mail/);
    } finally {
      env().SMTP_URL = "smtp://127.0.0.1:9";
    }
  });

  test("opens nothing alone, and is no invitation", async () => {
    const token = await mailedLink();
    await refused(recoverWithCode(door, { token, code: "" }), "invalid_input");
    await refused(
      recoverWithCode(door, { token, code: "0000-0000-0000-0000-0000-0000-0000" }),
      "forbidden",
      /not one of your/,
    );
    await refused(getLink(door, token), "conflict", /not one of ours/);
    expect(await db.pendingSignIn.count({ where: { accountId, way: "recovery" } })).toBe(0);
  });

  test("takes a newer one's place, and does not live long", async () => {
    const first = await mailedLink();
    const second = await mailedLink();
    await refused(recoverWithCode(door, { token: first, code: code() }), "forbidden", /no longer counts/);
    await db.oneTimeLink.updateMany({
      where: { kind: "recover", personId },
      data: { expiresAt: new Date() },
    });
    await refused(recoverWithCode(door, { token: second, code: code() }), "forbidden", /too old/);
  });
});

describe("a link with a code", () => {
  test("opens a session that can only enrol, ends the others, and tells the holder at every address", async () => {
    await db.account.update({ where: { id: accountId }, data: { noticeEmail: `second-${email}` } });
    const token = await mailedLink();
    const { token: ticket } = await recoverWithCode(door, {
      token,
      code: code().toLowerCase().replaceAll("-", " "),
    });
    expect(await actorOf(sessionToken)).toBeNull();
    const session = await liveSession(await sessionOf(ticket));
    expect(session && limitOf(session, session)?.kind).toBe("recovered");
    for (const address of [email, `second-${email}`]) {
      expect((await mailsTo(address))[0]?.text).toMatch(/Codes left: 9/);
    }
    const event = await db.auditEvent.findFirst({
      where: { action: "accounts.recover-with-code" },
      orderBy: { seq: "desc" },
    });
    expect(event?.after).toMatchObject({ codesLeft: 9 });
    expect(JSON.stringify([event?.after, event?.reason])).not.toContain(code());
  });

  test("counts once: neither the link nor the code again", async () => {
    const token = await mailedLink();
    await recoverWithCode(door, { token, code: code() });
    await refused(recoverWithCode(door, { token, code: codes[1] ?? "" }), "forbidden", /already used/);
    const next = await mailedLink();
    await refused(recoverWithCode(door, { token: next, code: code() }), "forbidden", /was used/);
  });

  test("fifty times at once is one session", async () => {
    const token = await mailedLink();
    const work = () => recoverWithCode(door, { token, code: code() });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, work));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is not somebody else's code", async () => {
    const token = await mailedLink();
    const [other] = await giveCodes(world.people.omar.accountId);
    await refused(recoverWithCode(door, { token, code: other ?? "" }), "forbidden", /not one of your/);
  });

  test("does not survive a change of the factors", async () => {
    const token = await mailedLink();
    await db.passkey.updateMany({ where: { accountId }, data: { removedAt: new Date() } });
    await refused(recoverWithCode(door, { token, code: code() }), "forbidden", /no longer counts/);
  });

  test("is refused for one who was disabled or has left meanwhile", async () => {
    const token = await mailedLink();
    await db.account.update({ where: { id: accountId }, data: { disabledAt: new Date() } });
    await refused(recoverWithCode(door, { token, code: code() }), "forbidden", /disabled/);
    await db.account.update({ where: { id: accountId }, data: { disabledAt: null } });
    await db.person.update({ where: { id: personId }, data: { endedAt: new Date() } });
    await refused(recoverWithCode(door, { token, code: code() }), "forbidden", /last working day/);
  });
});

describe("an address that HR changes", () => {
  const change = () =>
    editPerson(world.people.sara.actor, { personId, name: "Maria", email: `new-${email}`, kind: "employee" });

  test("tells the one before it, and takes an open recovery with it", async () => {
    const token = await mailedLink();
    await change();
    expect((await mailsTo(email))[0]?.subject).toMatch(/address/);
    await refused(recoverWithCode(door, { token, code: code() }), "forbidden", /no longer counts/);
  });

  test("gets no link for three days", async () => {
    await change();
    await mailRecoveryLink(door, { email: `new-${email}` });
    await mailRecoveryLink(door, { email });
    expect(await db.oneTimeLink.count({ where: { kind: "recover", personId } })).toBe(0);
    await db.$executeRaw`UPDATE "Person" SET "emailChangedAt" = now() - interval '73 hours' WHERE id = ${personId}::uuid`;
    await mailRecoveryLink(door, { email: `new-${email}` });
    expect(await db.oneTimeLink.count({ where: { kind: "recover", personId } })).toBe(1);
  });
});
