import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import type { HookApp } from "@/prisma/generated/enums";

/** A channel that is told, with how its last message fared. Its address is not among it. */
export type HookLine = {
  id: string;
  name: string;
  app: HookApp;
  host: string;
  kinds: string[];
  createdAt: Date;
  endedAt: Date | null;
  last: { createdAt: Date; sentAt: Date | null; failedAt: Date | null; failure: string | null } | null;
};

/** The channels that are told, those that ended last. Raises forbidden. */
export async function listHooks(actor: Actor): Promise<HookLine[]> {
  requirePermission(actor, "hooks.read");
  const rows = await db.channelHook.findMany({
    select: {
      id: true,
      name: true,
      app: true,
      host: true,
      kinds: true,
      createdAt: true,
      endedAt: true,
      messages: {
        select: { createdAt: true, sentAt: true, failedAt: true, failure: true },
        orderBy: { id: "desc" },
        take: 1,
      },
    },
    orderBy: [{ endedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: 200,
  });
  return rows.map(({ messages, ...hook }) => ({ ...hook, last: messages[0] ?? null }));
}
