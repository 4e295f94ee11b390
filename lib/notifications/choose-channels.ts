import { z } from "zod";
import { command } from "@/lib/command";
import { type NoticeKind, noticeKinds } from "@/lib/notice-kinds";
import { channelOf } from "@/lib/notifications/rules/route-notice";

const kinds = Object.keys(noticeKinds) as NoticeKind[];

/**
 * Chooses how the actor is told of each kind by mail; in the app they are told everything. What is as the default
 * is not kept, so that it follows the default. An alarm always goes at once.
 */
export const chooseChannels = command({
  name: "notifications.choose-channels",
  permission: "own.notices",
  input: z.strictObject({
    choices: z
      .array(
        z.strictObject({
          kind: z.enum(kinds, "Choose from the list."),
          mail: z.enum(["at_once", "digest", "none"], "Choose from the list."),
        }),
      )
      .max(100),
  }),
  async target(tx, _, actor) {
    if (!actor.personId) return null;
    await tx.$queryRaw`SELECT id FROM "Account" WHERE "personId" = ${actor.personId}::uuid FOR UPDATE`;
    const before = await tx.notificationChoice.findMany({ where: { personId: actor.personId } });
    return { personId: actor.personId, before };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { personId, before } }) {
    const chosen = new Map(before.map(({ kind, mail }) => [kind, mail]));
    const changed = input.choices.filter(
      ({ kind, mail }) => channelOf(kind, chosen.get(kind) ?? null) !== channelOf(kind, mail),
    );
    if (changed.length === 0) return { result: { changed: 0 }, audit: [] };
    await tx.notificationChoice.deleteMany({
      where: { personId, kind: { in: changed.map(({ kind }) => kind) } },
    });
    await tx.notificationChoice.createMany({
      data: changed
        .filter(({ kind, mail }) => channelOf(kind, null) !== mail)
        .map((choice) => ({ personId, ...choice })),
    });
    const about = { objectType: "account", objectId: actor.accountId, objectName: actor.name };
    const now = Object.fromEntries(changed.map(({ kind, mail }) => [kind, mail]));
    const then = Object.fromEntries(
      changed.map(({ kind }) => [kind, channelOf(kind, chosen.get(kind) ?? null)]),
    );
    return { result: { changed: changed.length }, audit: [{ ...about, before: then, after: now }] };
  },
});
