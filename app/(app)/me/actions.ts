"use server";

import { endAllOwnSessions } from "@/lib/accounts/end-all-own-sessions";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endOwnSession } from "@/lib/accounts/end-own-session";
import { action } from "@/lib/action";

export const endOwnSessionAction = action(endOwnSession, {
  done: ({ forgotten }) =>
    forgotten
      ? "That session is ended, and its browser is a stranger again. If somebody else used it, look at your passkeys too."
      : "That session is ended.",
});
export const endOtherSessionsAction = action(endOtherSessions, {
  done: ({ ended }) => (ended === 1 ? "The other session is ended." : `${ended} other sessions are ended.`),
});
/** Also this one: what is left is to sign in again. */
export const endAllOwnSessionsAction = action(endAllOwnSessions, { to: () => "/sign-in?left=1" });
