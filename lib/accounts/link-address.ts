import { env } from "@/lib/env";
import type { LinkKind } from "@/prisma/generated/enums";

/**
 * A one-time link's address. Its secret stands behind `#`: a browser sends that part to nobody, so it is in no
 * log of a server or a proxy and in no Referer (ASVS 14.2.1; docs/decisions/one-time-links.md).
 */
export function linkAddress(kind: LinkKind | "cancel", token: string): string {
  return `${new URL(paths[kind], env().KEYHOLDER_URL).href}#${token}`;
}

const paths = { setup: "/setup", invite: "/invite", recover: "/recover", cancel: "/recover/cancel" } as const;
