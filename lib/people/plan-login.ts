import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id, line, optional, paragraph } from "@/lib/input";
import { lockIdentity, lockPresentPeople, refuseEnded } from "@/lib/people/lock";
import { looksLikeSecret } from "@/lib/people/secret-text";
import { MfaState } from "@/prisma/generated/enums";

const SENTENCE =
  "This looks like the secret itself. Say where it is kept: the vault and the name of its item.";

const words = (max: number) => line(max).refine((text) => !looksLikeSecret(text), SENTENCE);

/**
 * Says of a shared login why there is one, where its secret is kept (a reference to the vault), until when, how it is
 * done away with, by when and by whom; and how its second factor stands. Refuses what looks like a secret. Raises
 * conflict for an identity that is not shared or has ended, invalid_input for days that cannot be.
 */
export const planLogin = command({
  name: "people.plan-login",
  permission: "people.write",
  input: z.strictObject({
    identityId: id(),
    keptIn: words(200),
    why: words(300),
    endsOn: day(),
    plan: paragraph(500).refine((text) => !looksLikeSecret(text), SENTENCE),
    planBy: day(),
    planOwnerId: id(),
    mfa: z.enum(MfaState),
    mfaCheckedAt: optional(day()),
  }),
  async target(tx, input) {
    const identity = await lockIdentity(tx, input.identityId);
    if (!identity) return null;
    const before = await tx.sharedLoginPlan.findUnique({ where: { identityId: identity.id } });
    return { identity, before };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { identity, before }, now }) {
    refuseEnded(identity, identity.address);
    if (!identity.shared)
      throw conflict(`${identity.address} is nobody’s shared login, so it needs no plan.`);
    const { identityId, mfa, mfaCheckedAt, ...plan } = input;
    const today = new Date(now.toISOString().slice(0, 10));
    if (plan.endsOn < today) throw refused("endsOn", "This day has passed. Choose when it really ends.");
    if (plan.planBy > plan.endsOn)
      throw refused("planBy", "The plan has to be done before the login ends. Choose an earlier day.");
    if (mfa !== "unknown" && !mfaCheckedAt)
      throw refused("mfaCheckedAt", "Say on which day somebody looked.");
    if (mfaCheckedAt && mfaCheckedAt > now) throw refused("mfaCheckedAt", "This day has not come yet.");
    const [owner] = await lockPresentPeople(tx, [plan.planOwnerId]);
    const by = { updatedAt: now, updatedById: actor.personId };
    await tx.sharedLoginPlan.upsert({
      where: { identityId },
      create: { identityId, ...plan, ...by, createdAt: now, createdById: actor.personId },
      update: { ...plan, ...by },
    });
    await tx.identity.update({ where: { id: identityId }, data: { mfa, mfaCheckedAt, ...by } });
    const was = before && {
      keptIn: before.keptIn,
      why: before.why,
      endsOn: before.endsOn,
      plan: before.plan,
      planBy: before.planBy,
      planOwnerId: before.planOwnerId,
    };
    const { mfa: mfaWas, mfaCheckedAt: checkedWas } = identity;
    const changed = difference(
      { ...was, mfa: mfaWas, mfaCheckedAt: checkedWas },
      { ...plan, mfa, mfaCheckedAt },
    );
    return {
      result: { id: identityId, address: identity.address, owner: owner?.name ?? "" },
      audit: changed
        ? [{ objectType: "identity", objectId: identityId, objectName: identity.address, ...changed }]
        : [],
    };
  },
});

const refused = (field: string, sentence: string) => invalidInput(sentence, { [field]: [sentence] });
