import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockDrafts } from "@/lib/requests/lock-drafts";

/**
 * Throws one's own draft of a request away. Somebody else's is not there. Nothing of the studio's changes, so it
 * leaves no event.
 */
export const discardDraft = command({
  name: "requests.discard-draft",
  permission: "requests.ask",
  input: z.strictObject({ draftId: id() }),
  async target(tx, { draftId }, actor) {
    const { personId } = actor;
    if (!personId) return null;
    await lockDrafts(tx, personId);
    return tx.requestDraft.findFirst({ where: { id: draftId, personId }, select: { id: true } });
  },
  allow: () => true,
  async change({ tx, target }) {
    await tx.requestDraft.delete({ where: { id: target.id } });
    return { result: null, audit: [] };
  },
});
