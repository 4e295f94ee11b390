import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { wholeNumber } from "@/lib/input";

/** Begins a draft of the next version, with the rules of one that there is. Raises conflict when there is a draft. */
export const beginDraft = command({
  name: "policy.begin-draft",
  permission: "access-policy.draft",
  input: z.strictObject({ from: wholeNumber(1, 1_000_000) }),
  target: (tx, { from }) => tx.accessPolicyVersion.findUnique({ where: { number: from } }),
  allow: () => true,
  async change({ tx, actor, target }) {
    const { count } = await tx.accessPolicyDraft.createMany({
      data: {
        rules: target.rules ?? Prisma.JsonNull,
        basedOn: target.number,
        createdById: actor.personId,
        updatedById: actor.personId,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("There is a draft already. Go on with it, or discard it.");
    const about = { objectType: "access policy", objectId: null, objectName: "Draft" };
    return { result: null, audit: [{ ...about, after: { from: target.number } }] };
  },
});
