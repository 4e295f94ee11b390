import { expect, it } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { sha256Hex } from "@/lib/crypto";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { openMail } from "@/lib/notifications/open-mail";
import { listOutbox } from "@/lib/notifications/queries";
import { actorOf, firstOwner, join, prove, sessionOf, tokenOf } from "@/tests/support/accounts";
import { confirmed } from "@/tests/support/proof";

it("the log holds no secret: no link, ticket, session, key or mail, in the clear or hashed", async () => {
  const owner = await firstOwner();
  const who = { name: "Nora Field", email: "nora@studio.example" };
  const { link } = await confirmed(inviteMember, owner.actor, { ...who, roles: ["staff"] });
  const { ticket, authenticator } = await join(tokenOf(link));
  const session = await sessionOf(ticket);
  const again = await prove(authenticator);
  await expect(sessionOf(ticket)).rejects.toThrow();
  expect(await actorOf(session)).toMatchObject({ name: who.name });

  const passkey = await db.passkey.findFirstOrThrow({ where: { account: { person: { email: who.email } } } });
  const { rows } = await listOutbox(owner.actor, readListState({}, []));
  expect(rows.length).toBeGreaterThan(0);
  const mails = await Promise.all(rows.map(({ id }) => confirmed(openMail, owner.actor, { mailId: id })));
  const tokens = [tokenOf(link), ticket, session, again, owner.token];
  const secrets = [
    ...tokens,
    ...tokens.map((token) => sha256Hex(token)),
    passkey.credentialId,
    Buffer.from(passkey.publicKey).toString("base64url"),
    ...mails.map((mail) => mail.text.slice(0, 60)),
  ];
  const events = await db.auditEvent.findMany();
  expect(events.length).toBeGreaterThan(4);
  const log = events
    .map(({ before, after, reason, objectName }) => JSON.stringify({ before, after, reason, objectName }))
    .join("\n");
  expect(secrets.filter((secret) => secret.length < 16)).toEqual([]);
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
});
