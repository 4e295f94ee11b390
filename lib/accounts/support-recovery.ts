import { z } from "zod";
import { beginCooling } from "@/lib/accounts/begin-cooling";
import { lockRecovery } from "@/lib/accounts/lock-recovery";
import { tellHolder } from "@/lib/accounts/notices";
import { phraseMatches } from "@/lib/accounts/phrase";
import { canSupport } from "@/lib/accounts/recovery-rules";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * An administrator confirms that it is this person who asks: they have compared the words, which they type as the
 * person reads them, and checked who it is. The first one opens the way for a second one; with the second one the
 * cooling-off begins, and the account's holder is told at every address (SEC-37). No helper ever sees a secret.
 */
export const supportRecovery = command({
  name: "accounts.support-recovery",
  permission: "recovery.help",
  input: z.strictObject({ caseId: id(), phrase: line(120), reason: line(300) }),
  target: async (tx, { caseId }, actor) => {
    const found = await lockRecovery(tx, { id: caseId });
    const own = await tx.account.findUnique({
      where: { id: actor.accountId ?? caseId },
      select: { breakGlassAt: true },
    });
    return found && { ...found, helperIsBreakGlass: own?.breakGlassAt != null };
  },
  confirming: ({ target }) => `confirm that ${target.personName} asks to be helped back in`,
  allow: ({ actor, target, now }) =>
    canSupport(target, { personId: actor.personId, isBreakGlass: target.helperIsBreakGlass }, now),
  async change({ tx, actor, input, target, now }) {
    const about = { objectType: "account", objectId: target.accountId, objectName: target.personName };
    if (!phraseMatches(input.phrase, target.phrase)) {
      throw forbidden(
        "These are not the words of this case. Let them be read to you once more; if they stay different, close the case.",
        { ...about, detail: "the words of a recovery" },
      );
    }
    const isFirst = target.firstAt === null;
    if (isFirst) {
      await tx.recoveryCase.update({
        where: { id: target.id },
        data: { firstById: actor.personId, firstAt: now, reason: input.reason },
      });
    } else {
      await tx.recoveryCase.update({
        where: { id: target.id },
        data: { secondById: actor.personId, secondAt: now, secondReason: input.reason },
      });
    }
    const audit = [
      {
        ...about,
        reason: input.reason,
        after: { recovery: target.id, confirmed: isFirst ? "first" : "second" },
      },
    ];
    if (!isFirst) return { result: null, audit, jobs: await beginCooling(tx, target, actor, now) };
    return {
      result: null,
      audit,
      jobs: await tellHolder(tx, target.accountId, {
        cause: `recovery ${target.id} supported`,
        subject: "Somebody asks to get into your Keyholder account",
        happened: `${actor.name} has confirmed that you lost every way to sign in. When a second administrator confirms it too, you are told again, and a day has to pass.`,
        at: now,
        ip: null,
        ifNot: ["If you did not ask for this, call an owner of Keyholder now: they close it."],
      }),
    };
  },
});
