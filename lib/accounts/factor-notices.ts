import type { Notice } from "@/lib/accounts/notices";

/** What a holder is told when an authenticator app begins to count, or no longer does. */
export function noticeOfApp(
  change: "added" | "removed",
  app: { id: string; name: string },
  at: Date,
  ip: string | null,
  replaced?: string,
): Notice {
  const instead = replaced ? ` It takes the place of “${replaced}”, and your other sessions have ended.` : "";
  return {
    cause: `authenticator app ${app.id} ${change}`,
    subject: `An authenticator app was ${change === "added" ? "added to" : "removed from"} your Keyholder account`,
    happened:
      change === "added"
        ? `The authenticator app “${app.name}” was added: its codes are a second factor for you from now on.${instead}`
        : `The authenticator app “${app.name}” was removed: its codes open nothing any more. Your other sessions have ended.`,
    at,
    ip,
  };
}

/** What a holder is told when a set of recovery codes is made or kept. */
export function noticeOfCodes(
  state: "made" | "kept",
  accountId: string,
  at: Date,
  ip: string | null,
): Notice {
  return {
    cause: `recovery codes of ${accountId} ${state} ${at.toISOString()}`,
    subject: "Your Keyholder account has new recovery codes",
    happened:
      state === "made"
        ? "New recovery codes were made. Whatever you had before opens nothing any more."
        : "A set of recovery codes was kept: from now on each of them stands in for a lost second factor, once.",
    at,
    ip,
  };
}
