import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/** Writes down that a mail was handed to the mail server, or why it was not. For the mail job alone. */
export const recordDelivery = command({
  name: "notifications.record-delivery",
  permission: "mail.deliver",
  input: z.strictObject({
    mailId: id(),
    /** The mail server's own words: whatever it sends, they can be kept. */
    failure: z
      .string()
      .max(500)
      .transform((text) => text.replace(/\p{Cc}/gu, " "))
      .nullable(),
  }),
  target: async (tx, { mailId }) => {
    const rows = await tx.$queryRaw<
      { id: string; subject: string; toAddress: string; sentAt: Date | null }[]
    >`
      SELECT id, subject, "toAddress", "sentAt" FROM "OutboxMail" WHERE id = ${mailId}::uuid FOR UPDATE`;
    return rows[0] ?? null;
  },
  allow: () => true,
  async change({ tx, input: { failure }, target, now }) {
    if (target.sentAt) return { result: null, audit: [] };
    await tx.outboxMail.update({
      where: { id: target.id },
      data: failure ? { failedAt: now, failure } : { sentAt: now, failedAt: null, failure: null },
    });
    return {
      result: null,
      audit: [
        {
          objectType: "mail",
          objectId: target.id,
          objectName: `${target.subject}, to ${target.toAddress}`,
          after: failure ? { failure } : { sent: true },
        },
      ],
    };
  },
});
