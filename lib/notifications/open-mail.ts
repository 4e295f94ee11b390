import { z } from "zod";
import { command } from "@/lib/command";
import { decrypt } from "@/lib/crypto";
import { id } from "@/lib/input";
import { mailContext } from "@/lib/outbox";

/** Opens a mail of the outbox to read it. It may carry a one-time link, so it is confirmed first, and audited. */
export const openMail = command({
  name: "notifications.open-mail",
  permission: "mail.open",
  secretResult: true,
  input: z.strictObject({ mailId: id() }),
  target: (tx, { mailId }) => tx.outboxMail.findUnique({ where: { id: mailId } }),
  confirming: ({ target }) => `read the mail “${target.subject}” to ${target.toAddress}`,
  allow: ({ target }) =>
    !target.sealed || "This mail is sealed: it carries a recovery link, which is for its reader alone.",
  async change({ target: { id: mailId, subject, toAddress, body, cause } }) {
    const text = decrypt(body, mailContext(cause)).toString("utf8");
    const objectName = `${subject}, to ${toAddress}`;
    return { result: { text }, audit: [{ objectType: "mail", objectId: mailId, objectName }] };
  },
});
