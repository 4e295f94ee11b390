import { z } from "zod";
import { isIssuerUrl } from "@/lib/auth/issuer-address";
import type { Tx } from "@/lib/db";
import { line } from "@/lib/input";
import { type NoticeKind, noticeKinds } from "@/lib/notice-kinds";

const kinds = Object.keys(noticeKinds) as NoticeKind[];

/** The context under which a hook's address is encrypted: copied to another hook it does not decrypt. */
export const hookContext = (hookId: string): string => `channel hook ${hookId}`;

/** A webhook's address as an owner pastes it. */
export const hookUrl = () =>
  line(1000).refine(
    isIssuerUrl,
    "This is not the https address of a webhook. Copy it whole from the chat’s own page.",
  );

/** What is set of a hook, when it is made and later. */
export const hookFields = {
  name: line(60),
  kinds: z
    .array(z.enum(kinds, "Choose from the list."), "Choose what the channel is told.")
    .min(1, "Choose what the channel is told.")
    .max(kinds.length),
};

export type HookRow = { id: string; name: string; kinds: string[]; endedAt: Date | null };

/** A hook, locked; null where there is none or it has ended. */
export async function lockHook(tx: Tx, hookId: string): Promise<HookRow | null> {
  const [row] = await tx.$queryRaw<HookRow[]>`
    SELECT id, name, kinds, "endedAt" FROM "ChannelHook" WHERE id = ${hookId}::uuid AND "endedAt" IS NULL FOR UPDATE`;
  return row ?? null;
}
