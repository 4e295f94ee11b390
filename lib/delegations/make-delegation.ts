import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { beginNotices, lastDay } from "@/lib/delegations/rules/notices";
import { delegationTime } from "@/lib/delegations/rules/time";
import { type Colleague, canStandIn } from "@/lib/delegations/rules/who-may";
import { invalidInput } from "@/lib/errors";
import { day, id, paragraph } from "@/lib/input";
import { notify } from "@/lib/notify";
import type { Role } from "@/prisma/generated/enums";

/**
 * Hands the actor's deciding to a colleague for a time: now or from a day on, until the end of a day, at most 60 days,
 * with a reason and a proof. They decide what the actor may decide, in the actor's place, and get nothing else; what was
 * handed on to the actor is not handed on. Both are told.
 *
 * Raises forbidden for oneself; invalid_input for days that cannot be right and for a colleague who cannot; conflict
 * where some of this time is handed on already (the database holds it).
 */
export const makeDelegation = command({
  name: "delegations.make-delegation",
  permission: "delegations.make",
  input: z.strictObject({
    delegateId: id(),
    /** Absent: from now. */
    from: z.union([z.literal("").transform(() => undefined), day()]).optional(),
    /** The last day. */
    until: day(),
    reason: paragraph(300),
  }),
  async target(tx, { delegateId }) {
    const colleague = await readColleague(tx, delegateId);
    return colleague && { delegateId, colleague };
  },
  confirming: ({ input, target }) =>
    `let ${target.colleague.name} decide requests in your place until ${lastDay(new Date(input.until.getTime() + 1))}`,
  allow({ actor, target }) {
    if (actor.sealed || !actor.personId)
      return "A break-glass account is nobody in particular, so nobody decides in its place.";
    return actor.personId !== target.delegateId || "Nobody decides in their own place. Choose a colleague.";
  },
  async change({ tx, actor, input, target: { colleague, delegateId }, now }) {
    const delegatorId = actor.personId ?? "";
    const can = canStandIn(colleague);
    if (can !== true) throw invalidInput(can, { delegateId: [can] });
    const time = delegationTime(input.from ?? null, input.until, now);
    if (!time.ok) throw invalidInput(time.sentence, { [time.field]: [time.sentence] });
    const { startsAt, endsAt } = time;
    const begins = startsAt <= now;
    const { id: delegationId } = await tx.delegation.create({
      data: {
        delegatorId,
        delegateId,
        startsAt,
        endsAt,
        reason: input.reason,
        createdAt: now,
        toldBeganAt: begins ? now : null,
      },
      select: { id: true },
    });
    const told = {
      id: delegationId,
      delegatorId,
      delegatorName: actor.name,
      delegateId,
      delegateName: colleague.name,
      startsAt,
      endsAt,
    };
    return {
      result: { id: delegationId, delegate: colleague.name, begins },
      jobs: await notify(tx, beginNotices(told, begins ? "begun" : "made")),
      audit: [
        {
          objectType: "delegation",
          objectId: delegationId,
          objectName: `${colleague.name}, in place of ${actor.name}`,
          reason: input.reason,
          after: { from: startsAt.toISOString(), until: endsAt.toISOString() },
        },
      ],
    };
  },
});

/** A colleague with how they sign in, locked so that they neither leave nor lose it meanwhile; null when there is none. */
async function readColleague(tx: Tx, personId: string): Promise<Colleague | null> {
  const [person] = await tx.$queryRaw<Omit<Colleague, "account">[]>`
    SELECT name, "endedAt", "accessEndsAt" FROM "Person" WHERE id = ${personId}::uuid FOR SHARE`;
  if (!person) return null;
  const [account] = await tx.$queryRaw<
    { roles: Role[]; disabledAt: Date | null; sealed: boolean; hasPasskey: boolean }[]
  >`
    SELECT a.roles::text[] AS roles, a."disabledAt", a."breakGlassAt" IS NOT NULL AS sealed,
      EXISTS (SELECT 1 FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL) AS "hasPasskey"
    FROM "Account" a WHERE a."personId" = ${personId}::uuid FOR SHARE`;
  return { ...person, account: account ?? null };
}
