import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, type Prisma } from "@/lib/db";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { type MailChannel, type NoticeKind, noticeKinds } from "@/lib/notice-kinds";
import { channelOf } from "@/lib/notifications/rules/route-notice";

/** Something that one was told, as the list shows it. */
export type ToldRow = {
  id: string;
  subject: string;
  text: string;
  href: string;
  createdAt: Date;
  readAt: Date | null;
};

/** The filters of what one was told: read or not, and about what. */
export const toldFilters = ["state", "kind"] as const;

/** What the actor was told, the newest first: their own alone. Raises forbidden. */
export async function listTold(
  actor: Actor,
  list: ListState<(typeof toldFilters)[number]>,
): Promise<Page<ToldRow>> {
  requirePermission(actor, "own.notices");
  if (!actor.personId) return { rows: [], total: 0, page: 1, pageSize: PAGE_SIZE };
  const like = { contains: list.q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const where: Prisma.NotificationWhereInput = {
    personId: actor.personId,
    ...(list.filters.state === "unread" ? { readAt: null } : {}),
    ...(isKind(list.filters.kind) ? { kind: list.filters.kind } : {}),
    ...(list.q ? { OR: [{ subject: like }, { text: like }] } : {}),
  };
  const [rows, total] = await Promise.all([
    db.notification.findMany({
      where,
      select: { id: true, subject: true, text: true, href: true, createdAt: true, readAt: true },
      orderBy: { id: "desc" },
      take: PAGE_SIZE,
      skip: (list.page - 1) * PAGE_SIZE,
    }),
    db.notification.count({ where }),
  ]);
  return { rows, total, page: list.page, pageSize: PAGE_SIZE };
}

/** How much of what the actor was told they have not read, for the bell. Raises forbidden. */
export async function countUnread(actor: Actor): Promise<number> {
  requirePermission(actor, "own.notices");
  return actor.personId ? db.notification.count({ where: { personId: actor.personId, readAt: null } }) : 0;
}

/** A kind of notice with how it goes to the actor by mail. */
export type ChannelRow = { kind: NoticeKind; tells: string; mail: MailChannel; isAlarm: boolean };

/** How the actor is told of each kind by mail: as they have chosen, else the default. Raises forbidden. */
export async function listChannels(actor: Actor): Promise<ChannelRow[]> {
  requirePermission(actor, "own.notices");
  const choices = actor.personId
    ? await db.notificationChoice.findMany({ where: { personId: actor.personId } })
    : [];
  const chosen = new Map(choices.map(({ kind, mail }) => [kind, mail]));
  return (Object.keys(noticeKinds) as NoticeKind[]).map((kind) => ({
    kind,
    tells: noticeKinds[kind].tells,
    mail: channelOf(kind, chosen.get(kind) ?? null),
    isAlarm: "alarm" in noticeKinds[kind],
  }));
}

const isKind = (kind: string | undefined): kind is NoticeKind => !!kind && Object.hasOwn(noticeKinds, kind);
