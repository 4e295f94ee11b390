import { z } from "zod";
import { command } from "@/lib/command";
import { lockDraft, refuseStale, revision } from "@/lib/policy/draft";

/** Throws the draft away. The versions stay as they are. */
export const discardDraft = command({
  name: "policy.discard-draft",
  permission: "access-policy.draft",
  input: z.strictObject(revision),
  target: lockDraft,
  allow: () => true,
  async change({ tx, input, target }) {
    refuseStale(target, input.revision);
    await tx.accessPolicyDraft.delete({ where: { id: 1 } });
    const about = { objectType: "access policy", objectId: null, objectName: "Draft" };
    return {
      result: null,
      audit: [
        { ...about, before: { rules: target.rules.map((rule) => rule.name) }, after: { discarded: true } },
      ],
    };
  },
});
