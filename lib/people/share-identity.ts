import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockIdentity, lockPresentPeople, refuseEnded } from "@/lib/people/lock";

/**
 * Records that one more person knows an identity's secret: it is a shared login from then on. Recording it again
 * changes nothing. Raises conflict for a personal identity, one that has ended, or somebody who has left.
 */
export const shareIdentity = command({
  name: "people.share-identity",
  permission: "people.write",
  input: z.strictObject({ identityId: id(), personId: id() }),
  target: (tx, input) => lockIdentity(tx, input.identityId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.address);
    const result = { id: target.id, address: target.address };
    if (target.holders.some((holder) => holder.personId === input.personId)) return { result, audit: [] };
    if (target.kind === "personal") {
      throw conflict(`${target.address} is a personal identity. Nobody else can hold it.`);
    }
    const [person] = await lockPresentPeople(tx, [input.personId]);
    await tx.identityHolder.create({
      data: { identityId: target.id, personId: input.personId, since: now, createdById: actor.personId },
    });
    await tx.identity.update({
      where: { id: target.id },
      data: { shared: target.shared || target.holders.length > 0, updatedById: actor.personId },
    });
    return {
      result,
      audit: [
        {
          objectType: "identity",
          objectId: target.id,
          objectName: target.address,
          after: { sharedWith: person?.name ?? input.personId },
        },
      ],
    };
  },
});
