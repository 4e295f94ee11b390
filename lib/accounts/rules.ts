import type { Role } from "@/prisma/generated/enums";

/** A role as people read it, and what it is for. */
export const roleNames: Record<Role, { name: string; does: string }> = {
  owner: { name: "Owner", does: "Sets Keyholder up, invites people, may do everything." },
  security_lead: { name: "Security lead", does: "Decides requests, watches, proves." },
  account_manager: { name: "Account manager", does: "Asks for access, looks after clients." },
  hr: { name: "HR", does: "Keeps people, starts departures." },
  staff: { name: "Staff", does: "Asks for access, does their own tasks." },
  auditor: { name: "Auditor", does: "Reads everything, changes nothing." },
  client_contact: {
    name: "Client contact",
    does: "Sees the room of their own client, answers what is asked for there, and nothing else.",
  },
};

/** The roles of the studio in the order in which they are offered. A client's contact has none of them. */
export const roleOrder = [
  "owner",
  "security_lead",
  "account_manager",
  "hr",
  "staff",
  "auditor",
] as const satisfies readonly Role[];

export type StudioRole = (typeof roleOrder)[number];

/** Roles in words: "Owner, HR". */
export function rolesInWords(roles: readonly Role[]): string {
  return [...roleOrder, "client_contact" as const]
    .filter((role) => roles.includes(role))
    .map((role) => roleNames[role].name)
    .join(", ");
}

type Standing = { disabledAt: Date | null; endedAt: Date | null; accessEndsAt: Date | null };

/** Whether an account may begin a session now: true, or the sentence that says why not. */
export function canBeginSession({ disabledAt, endedAt, accessEndsAt }: Standing, now: Date): true | string {
  if (disabledAt) return "This account is disabled. Ask an owner of Keyholder.";
  if (endedAt || (accessEndsAt && accessEndsAt <= now)) {
    return "Access to Keyholder ended with the last working day, or is suspended while you are away. Ask HR if that is wrong.";
  }
  return true;
}

/** Whether an owner who can sign in is left when this account is none any more. */
export function leavesAnOwner(ownerAccountIds: readonly string[], accountId: string): boolean {
  return ownerAccountIds.some((id) => id !== accountId);
}

type Link = { expiresAt: Date; consumedAt: Date | null; withdrawnAt: Date | null };

/** Whether a one-time link still opens: true, or the sentence that says why not. */
export function canUseLink(link: Link | null, now: Date): true | string {
  if (!link) return "This link is not one of ours, or it was copied in part. Open the whole link once more.";
  if (link.consumedAt) return "This link was already used. Sign in with your passkey, or ask for a new link.";
  if (link.withdrawnAt) return "This link was withdrawn, or a newer one took its place. Ask for a new link.";
  if (link.expiresAt <= now) return "This link is too old. Ask for a new one.";
  return true;
}

/** A passkey's first name, from what the browser says it is: "Chrome on macOS". */
export function passkeyName(userAgent: string | null): string {
  const agent = userAgent ?? "";
  const browser = [
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ] as const;
  const system = [
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Mac OS X/, "macOS"],
    [/Windows/, "Windows"],
    [/Linux/, "Linux"],
  ] as const;
  const named = browser.find(([pattern]) => pattern.test(agent))?.[1];
  const on = system.find(([pattern]) => pattern.test(agent))?.[1];
  return [named ?? "Browser", on ? `on ${on}` : null].filter(Boolean).join(" ");
}
