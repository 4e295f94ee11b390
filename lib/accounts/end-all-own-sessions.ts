import { z } from "zod";
import { endSessionsOfAccounts } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";

/** Ends all sessions of the actor's account, also the one that asks, with all that is half signed in. */
export const endAllOwnSessions = command({
  name: "accounts.end-all-own-sessions",
  permission: "own.write",
  input: z.strictObject({}),
  target: async (_tx, _input, { accountId }) => (accountId ? { accountId } : null),
  allow: () => true,
  async change({ tx, actor, target }) {
    const ended = await endSessionsOfAccounts(tx, [target.accountId], "ended by its owner");
    const about = { objectType: "account", objectId: target.accountId, objectName: actor.name };
    return { result: { ended }, audit: [{ ...about, after: { sessionsEnded: ended, thisOneToo: true } }] };
  },
});
