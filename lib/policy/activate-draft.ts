import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { paragraph } from "@/lib/input";
import { notify } from "@/lib/notify";
import { lockDraft, refuseStale, revision, rulesAsJson, rulesInAudit } from "@/lib/policy/draft";
import { readPolicy } from "@/lib/policy/read-policy";

/**
 * Makes the draft the next version, which counts for everything that is asked from now on. What waits keeps the
 * answer that it got. The proof is bound to the draft as it was seen.
 */
export const activateDraft = command({
  name: "policy.activate-draft",
  permission: "access-policy.activate",
  input: z.strictObject({ ...revision, note: paragraph(500) }),
  target: async (tx) => {
    const draft = await lockDraft(tx);
    return draft && { draft, active: await readPolicy(tx) };
  },
  confirming: ({ target }) => `activate version ${target.active.number + 1} of the access policy`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { draft, active } = target;
    refuseStale(draft, input.revision);
    const number = active.number + 1;
    await tx.accessPolicyVersion.create({
      data: {
        number,
        rules: rulesAsJson(draft.rules),
        note: input.note,
        activatedAt: now,
        activatedById: actor.personId,
        draftedById: draft.createdById,
      },
    });
    await tx.accessPolicyDraft.delete({ where: { id: 1 } });
    const able = await listPeopleWhoMay(tx, "access-policy.draft");
    const jobs = await notify(tx, [
      {
        personId: able.flatMap(({ personId }) => (personId === actor.personId ? [] : personId)),
        kind: "policy",
        cause: `access policy version ${number}`,
        subject: `The access policy has a new version: ${number}`,
        text: `${actor.name} activated version ${number}. ${input.note}`,
        href: "/settings/access-policy",
      },
    ]);
    return {
      result: { number },
      jobs,
      audit: [
        {
          objectType: "access policy",
          objectId: null,
          objectName: `Version ${number}`,
          reason: input.note,
          before: { version: active.number, rules: rulesInAudit(active.rules) },
          after: { version: number, rules: rulesInAudit(draft.rules) },
        },
      ],
    };
  },
});
