import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";

export type OutboxLine = {
  id: string;
  to: string;
  subject: string;
  /** It carries a link into somebody's account, which is for its reader alone. */
  sealed: boolean;
  createdAt: Date;
  sentAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
};

/** The mails that Keyholder wrote, the newest first. What stands in one is opened by `notifications.open-mail`. */
export async function listOutbox(actor: Actor, list: ListState): Promise<Page<OutboxLine>> {
  requirePermission(actor, "mail.read");
  const like = { contains: list.q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const where = list.q ? { OR: [{ toAddress: like }, { subject: like }] } : {};
  const [mails, total] = await Promise.all([
    db.outboxMail.findMany({
      where,
      select: {
        id: true,
        toAddress: true,
        subject: true,
        sealed: true,
        createdAt: true,
        sentAt: true,
        failedAt: true,
        failure: true,
      },
      orderBy: { id: "desc" },
      take: PAGE_SIZE,
      skip: (list.page - 1) * PAGE_SIZE,
    }),
    db.outboxMail.count({ where }),
  ]);
  const rows = mails.map(({ toAddress, ...mail }) => ({ ...mail, to: toAddress }));
  return { rows, total, page: list.page, pageSize: PAGE_SIZE };
}
