import { z } from "zod";
import { command } from "@/lib/command";
import { line, paragraph } from "@/lib/input";
import {
  CONFIRMABLE,
  type ConfirmableFact,
  factHash,
  holding,
  isVerified,
} from "@/lib/platforms/confirmed-facts";
import { factsSchema } from "@/lib/platforms/facts";
import { lockPlatform } from "@/lib/platforms/lock";

const words: Record<ConfirmableFact, string> = {
  grantSteps: "the steps to give access",
  removeSteps: "the steps to take access away",
  leftBehind: "what stays behind",
  approvalGate: "what waits for a second administrator",
  mfa: "the second factor",
  inheritance: "what lies below",
};

/**
 * Confirms that an unverified fact of a platform is as it stands here; `how` says where it was seen. Holds until
 * the catalogue changes the words. Confirming what is confirmed or verified changes nothing.
 */
export const confirmFact = command({
  name: "platforms.confirm-fact",
  permission: "platforms.write",
  input: z.strictObject({ platformId: line(100), fact: z.enum(CONFIRMABLE), how: paragraph(500) }),
  async target(tx, input) {
    const platform = await lockPlatform(tx, input.platformId);
    if (!platform) return null;
    const { facts, confirmed } = await tx.platform.findUniqueOrThrow({
      where: { id: platform.id },
      select: { facts: true, confirmed: true },
    });
    return { ...platform, facts: factsSchema.parse(facts), confirmed };
  },
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { fact } = input;
    const result = { id: target.id, name: words[fact] };
    if (isVerified(target.facts, fact) || holding(target.facts, target.confirmed).has(fact))
      return { result, audit: [] };
    const row = { factSha256: factHash(target.facts, fact), confirmedAt: now, confirmedById: actor.personId };
    await tx.factConfirmation.upsert({
      where: { platformId_fact: { platformId: target.id, fact } },
      create: { platformId: target.id, fact, ...row },
      update: row,
    });
    return {
      result,
      audit: [
        {
          objectType: "platform",
          objectId: target.id,
          objectName: `${target.name}: ${words[fact]}`,
          reason: input.how,
          after: { confirmed: true, factSha256: row.factSha256 },
        },
      ],
    };
  },
});
