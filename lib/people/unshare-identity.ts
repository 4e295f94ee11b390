import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id } from "@/lib/input";
import { lockIdentity, refuseEnded } from "@/lib/people/lock";

/**
 * Records that somebody no longer knows a shared login, because its secret was changed on the day that is named.
 * Raises invalid_input for a day before they came to know it or to come, conflict for the last holder. Nobody
 * takes themselves off (docs/rules.md: nobody ticks their own removal).
 */
export const unshareIdentity = command({
  name: "people.unshare-identity",
  permission: "people.write",
  input: z.strictObject({ identityId: id(), personId: id(), rotatedOn: day() }),
  target: (tx, input) => lockIdentity(tx, input.identityId),
  allow: ({ actor, input }) =>
    actor.personId !== input.personId || "Nobody takes themselves off a shared login. Ask a colleague.",
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.address);
    const holder = target.holders.find((each) => each.personId === input.personId);
    if (!holder) throw conflict(`This person does not know ${target.address} any more. Reload the page.`);
    if (target.holders.length === 1) {
      throw conflict(
        `${holder.person.name} is the last one who knows ${target.address}. Add who takes it over, or end the identity.`,
      );
    }
    if (input.rotatedOn > now) {
      const sentence = "This day has not come yet. Change the secret first.";
      throw invalidInput(sentence, { rotatedOn: [sentence] });
    }
    const { count } = await tx.identityHolder.updateMany({
      where: {
        identityId: target.id,
        personId: input.personId,
        endedAt: null,
        since: { lt: new Date(input.rotatedOn.getTime() + 86_400_000) },
      },
      data: { endedAt: now, endedById: actor.personId },
    });
    if (count === 0) {
      const sentence = `${holder.person.name} came to know the secret after that day, so it must be changed again.`;
      throw invalidInput(sentence, { rotatedOn: [sentence] });
    }
    return {
      result: { id: target.id, address: target.address },
      audit: [
        {
          objectType: "identity",
          objectId: target.id,
          objectName: target.address,
          after: { noLongerSharedWith: holder.person.name, rotatedOn: input.rotatedOn.toISOString() },
        },
      ],
    };
  },
});
