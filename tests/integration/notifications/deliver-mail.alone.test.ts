import { SMTPServer } from "smtp-server";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { deliverMail } from "@/lib/notifications/jobs";
import { openMail } from "@/lib/notifications/open-mail";
import { listOutbox } from "@/lib/notifications/queries";
import { requeueMail } from "@/lib/notifications/requeue-mail";
import { startWorker } from "@/lib/worker";
import { firstOwner, tokenOf } from "@/tests/support/accounts";
import { refused } from "@/tests/support/outcomes";
import { askedFor, confirmed, prove } from "@/tests/support/proof";

type Received = { to: string[]; content: string };

let owner: Awaited<ReturnType<typeof firstOwner>>["actor"];
let received: Received[];
let server: SMTPServer | undefined;

/** A mail server on a free port. With `refuse`, it takes nothing. */
async function startServer(refuse = false): Promise<void> {
  const listening = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let content = "";
      stream.on("data", (part) => {
        content += part;
      });
      stream.on("end", () => {
        if (refuse) return done(new Error("This server takes no mail today"));
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), content });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port.");
  env().SMTP_URL = `smtp://127.0.0.1:${address.port}`;
  server = listening;
}

/** Quoted-printable as it was written. */
const readable = (content: string) =>
  content
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

let people = 0;
async function invite() {
  people += 1;
  const invited = await confirmed(inviteMember, owner, {
    name: `Person ${people}`,
    email: `person${people}@studio.example`,
    roles: ["staff"],
  });
  const mail = await db.outboxMail.findFirstOrThrow({ where: { toAddress: invited.email ?? "" } });
  return { ...invited, mail };
}

beforeAll(async () => {
  owner = (await firstOwner()).actor;
});
beforeEach(() => {
  received = [];
});
afterEach(async () => {
  env().SMTP_URL = undefined;
  const closing = server;
  server = undefined;
  if (closing) await new Promise<void>((resolve) => closing.close(resolve));
});

describe("a mail", () => {
  test("waits in the outbox while no mail server is configured, encrypted, and an owner can read it", async () => {
    const { link, mail } = await invite();
    await deliverMail({ mailId: mail.id });
    expect(Buffer.from(mail.body).toString("latin1")).not.toContain(tokenOf(link));
    const { rows } = await listOutbox(owner, { q: "", sort: "", page: 1, filters: {} });
    expect(rows[0]).toMatchObject({ sentAt: null, failure: null });
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link));
    const { text } = await confirmed(openMail, owner, { mailId: mail.id });
    expect(text).toContain(link);
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      action: "notifications.open-mail",
      objectId: mail.id,
      objectName: expect.stringContaining(mail.toAddress),
      after: null,
    });
  });

  test("is delivered once, however often its job runs", async () => {
    await startServer();
    const { link, mail, email } = await invite();
    await deliverMail({ mailId: mail.id });
    await deliverMail({ mailId: mail.id });
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual([email]);
    expect(readable(received[0]?.content ?? "")).toContain(link);
    expect(received[0]?.content).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
    expect(await db.outboxMail.findUnique({ where: { id: mail.id } })).toMatchObject({ failure: null });
    expect((await db.outboxMail.findUnique({ where: { id: mail.id } }))?.sentAt).not.toBeNull();
  });

  test("that the server refuses says why, and goes out later", async () => {
    await startServer(true);
    const { mail } = await invite();
    await expect(deliverMail({ mailId: mail.id })).rejects.toThrow(/takes no mail today/);
    const held = await db.outboxMail.findUniqueOrThrow({ where: { id: mail.id } });
    expect(held).toMatchObject({ sentAt: null });
    expect(held.failure).toMatch(/takes no mail today/);
    expect((await requeueMail(systemActor("mail"), {})).waiting).toBeGreaterThan(0);
  });

  test("is sent by the worker, without being asked again", async () => {
    await startServer();
    const stop = await startWorker();
    try {
      const { email } = await invite();
      await expect.poll(() => received.flatMap(({ to }) => to), { timeout: 15_000 }).toContain(email);
    } finally {
      await stop();
    }
  });

  test("is opened with a proof alone, each with one of its own", async () => {
    const [first, second] = [(await invite()).mail, (await invite()).mail];
    const { does } = await askedFor(openMail(owner, { mailId: first.id }));
    expect(does).toContain(`to ${first.toAddress}`);
    await prove(owner, openMail, { mailId: first.id });
    await askedFor(openMail(owner, { mailId: second.id }));
    await openMail(owner, { mailId: first.id });
    await askedFor(openMail(owner, { mailId: first.id }));
    await refused(confirmed(openMail, owner, { mailId: crypto.randomUUID() }), "not_found");
  });

  test("nobody but an owner reads the outbox", async () => {
    const staff = { ...owner, roles: ["security_lead" as const] };
    await expect(listOutbox(staff, { q: "", sort: "", page: 1, filters: {} })).rejects.toThrow(/role/);
    const { mail } = await invite();
    await refused(openMail(staff, { mailId: mail.id }), "forbidden");
  });
});
