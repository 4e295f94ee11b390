"use server";

import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endOwnSession } from "@/lib/accounts/end-own-session";
import { action } from "@/lib/action";

export const endOwnSessionAction = action(endOwnSession, { done: "That session is ended." });
export const endOtherSessionsAction = action(endOtherSessions, {
  done: ({ ended }) => (ended === 1 ? "The other session is ended." : `${ended} other sessions are ended.`),
});
