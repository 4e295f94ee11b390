import { type Actor, requirePermission } from "@/lib/auth/actor";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { mailContext } from "@/lib/outbox";

export type OutboxLine = {
  id: string;
  to: string;
  subject: string;
  text: string;
  createdAt: Date;
  sentAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
};

/** The mails that Keyholder wrote, the newest first, with their text. */
export async function listOutbox(actor: Actor, list: ListState): Promise<Page<OutboxLine>> {
  requirePermission(actor, "mail.read");
  const like = { contains: list.q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const where = list.q ? { OR: [{ toAddress: like }, { subject: like }] } : {};
  const [mails, total] = await Promise.all([
    db.outboxMail.findMany({
      where,
      orderBy: { id: "desc" },
      take: PAGE_SIZE,
      skip: (list.page - 1) * PAGE_SIZE,
    }),
    db.outboxMail.count({ where }),
  ]);
  const rows = mails.map(({ toAddress, body, cause, ...mail }) => ({
    ...mail,
    to: toAddress,
    text: decrypt(body, mailContext(cause)).toString("utf8"),
  }));
  return { rows, total, page: list.page, pageSize: PAGE_SIZE };
}
