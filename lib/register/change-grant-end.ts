import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { askForNewEnds } from "@/lib/register/ask-for-new-ends";
import { end } from "@/lib/register/input";
import { lockGrants } from "@/lib/register/lock-grants";
import { moveEnds } from "@/lib/register/move-ends";
import { isWanted } from "@/lib/register/rules/grant-life";
import { latestEnd } from "@/lib/register/rules/latest-end";
import { isOwnAccess } from "@/lib/register/rules/who-may";

type Limits = { engagementEnd: Date | null; longestDays: number | null; stayEnd: Date | null };

/**
 * Shortens or extends a grant, with a reason. An extension goes no further than the engagement's end, its longest
 * grant from today, and the holder's stay. Raises forbidden for extending one's own, conflict for a grant that is
 * being taken back or over, invalid_input for an end that is past or too late.
 */
export const changeGrantEnd = command({
  name: "register.change-grant-end",
  permission: "register.record",
  input: z.strictObject({ grantId: id(), endsAt: end(), reason: paragraph() }),
  async target(tx, input) {
    const [grant] = await lockGrants(tx, [input.grantId]);
    if (!grant) return null;
    const [limits] = await tx.$queryRaw<Limits[]>`
      SELECT least(e."endsOn" + interval '1 day', e."endedAt") AS "engagementEnd",
        e."longestGrantDays" AS "longestDays", least(p."accessEndsAt", p."endsOn" + interval '1 day') AS "stayEnd"
      FROM "Grant" g
      LEFT JOIN "Engagement" e ON e.id = g."engagementId"
      LEFT JOIN "Person" p ON p.id = g."personId"
      WHERE g.id = ${input.grantId}::uuid`;
    return limits ? { grant, limits } : null;
  },
  allow({ actor, input, target: { grant } }) {
    const longer = grant.endsAt !== null && input.endsAt > grant.endsAt;
    if (longer && isOwnAccess(actor.personId, grant))
      return "Nobody extends their own access. Ask a second person.";
    return true;
  },
  async change({ tx, actor, input, target: { grant, limits }, now }) {
    if (!isWanted(grant.state))
      throw conflict("This access is being taken back or is over, so its end does not change any more.");
    if (input.endsAt <= now || input.endsAt <= grant.startsAt)
      throw invalidInput("The end has to lie in the future. To end it now, take it back.", {
        endsAt: ["Choose a day in the future."],
      });
    const latest = latestEnd(limits, now);
    if (latest && input.endsAt > latest.at) throw invalidInput(latest.because, { endsAt: [latest.because] });
    const by = { now, byId: actor.personId };
    const audit = await moveEnds(tx, [{ grant, endsAt: input.endsAt }], { ...by, reason: input.reason });
    audit.push(...(await askForNewEnds(tx, [grant.id], by)));
    return { result: { grantId: grant.id }, audit };
  },
});
