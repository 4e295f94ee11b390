import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id, optional } from "@/lib/input";
import { checkIdentity, identityFields } from "@/lib/people/identity-input";
import { lockIdentity, refuseEnded } from "@/lib/people/lock";
import { MfaState } from "@/prisma/generated/enums";

/**
 * Changes an identity and what is known of its second factor: on or off with the day on which somebody looked.
 * Raises invalid_input for a day to come, conflict when the identity has ended or the address is taken, and when
 * the address would change while keys stand on it: the platform knows them by it.
 */
export const editIdentity = command({
  name: "people.edit-identity",
  permission: "people.write",
  input: z.strictObject({
    identityId: id(),
    ...identityFields,
    mfa: z.enum(MfaState),
    mfaCheckedAt: optional(day()),
  }),
  target: (tx, input) => lockIdentity(tx, input.identityId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.address);
    const { identityId, ...fields } = input;
    const result = { id: identityId, address: fields.address };
    if (fields.mfa !== "unknown" && !fields.mfaCheckedAt) {
      throw invalidInput("Say on which day somebody looked.", { mfaCheckedAt: ["Fill this in."] });
    }
    if (fields.mfaCheckedAt && fields.mfaCheckedAt > now) {
      const sentence = "This day has not come yet.";
      throw invalidInput(sentence, { mfaCheckedAt: [sentence] });
    }
    const { address, kind, platformId, mfa, mfaCheckedAt } = target;
    const changed = difference({ address, kind, platformId, mfa, mfaCheckedAt }, fields);
    if (!changed) return { result, audit: [] };
    await checkIdentity(tx, fields, identityId);
    if (address !== fields.address) {
      const keys = await tx.grant.count({ where: { identityId, closedAt: null } });
      if (keys > 0) {
        throw conflict(
          `${keys} ${keys === 1 ? "key stands" : "keys stand"} on ${address}. Add the new address as an identity of its own.`,
        );
      }
    }
    await tx.identity.update({ where: { id: identityId }, data: { ...fields, updatedById: actor.personId } });
    return {
      result,
      audit: [{ objectType: "identity", objectId: identityId, objectName: fields.address, ...changed }],
    };
  },
});
