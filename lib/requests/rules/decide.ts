import type { GrantEndLimit } from "@/lib/clients/rules/grant-end";
import { roleNames } from "@/lib/platforms/explain-role";
import type { Conflict } from "@/lib/preconditions/rules/conflicts";
import type { Standing } from "@/lib/preconditions/rules/unmet";
import {
  checkConflicts,
  checkDevice,
  checkEngagement,
  checkHolder,
  type EngagementFacts,
  type HolderFacts,
} from "@/lib/requests/rules/checks";
import { type Choice, chooseRoles, type RoleRow } from "@/lib/requests/rules/choose-roles";
import { effectiveEnd } from "@/lib/requests/rules/ends";
import { covers, type Held, heldInWords } from "@/lib/requests/rules/weigh";
import { hoursInWords, lastDayInWords } from "@/lib/requests/rules/words";

/** An item as its approval needs it. */
export type ItemToApprove = {
  id: string;
  /** The grant that it asks to keep longer. */
  extendsId: string | null;
  until: Date;
  clientName: string;
  engagement: EngagementFacts | null;
  holder: HolderFacts & { endsOn: Date | null };
  asset: { name: string; platformName: string; combine: "one" | "set"; ended: boolean };
  smallest: readonly RoleRow[];
  asked: readonly RoleRow[];
  standing: Standing;
  requesterId: string;
};

/** What an approval gives, or the sentence that says what has to be done first. */
export type Approval =
  | {
      ok: true;
      roles: readonly RoleRow[];
      state: "approved" | "lowered";
      end: Date;
      limit: GrantEndLimit;
      /** The exceptions that it stands on. */
      exceptionIds: string[];
      /** The conflicting duties that it makes, in words. */
      marks: string[];
    }
  | { ok: false; sentence: string };

/** What is chosen, and what the holder has. */
type Weighing = {
  choice: Choice;
  until: Date | null;
  held: readonly Held[];
  /** The conflicting duties that they would come to by this. */
  conflicts: readonly Conflict[];
  now: Date;
};

/**
 * What the approval of one item gives: the chosen roles, until the shortest of all limits. Refused without
 * agreement and DPA, without a second factor or a compliant device that is asked for, for who leaves, for duties that conflict (docs/rules.md), for an end
 * that has passed, a later end than was asked, and where the holder has meanwhile got more than the chosen role.
 */
export function approve(item: ItemToApprove, { choice, until, held, conflicts, now }: Weighing): Approval {
  const refuse = (sentence: string): Approval => ({ ok: false, sentence });
  const { holder, asset, clientName } = item;
  if (asset.ended) return refuse(`${asset.name} has ended in the register. Reject this request.`);
  const checks = [
    ...checkEngagement(item.engagement, { clientName, now, excepting: item }),
    ...checkHolder(holder, asset.platformName, now, item),
    ...checkDevice(holder.name, item.engagement, { clientName, excepting: item }),
    ...checkConflicts(holder.name, conflicts, item.id, item),
  ];
  const stop = checks.find((check) => check.stops !== null);
  if (stop) return refuse(`${stop.text}. ${stop.stops}`);
  const chosen = chooseRoles(choice, item);
  if (!chosen.ok) return refuse(chosen.sentence);
  if (until && until > item.until)
    return refuse(
      `It was asked until ${lastDayInWords(item.until)}. A decision can shorten that, not extend it.`,
    );
  const { end, limit } = effectiveEnd({
    from: now,
    asked: until ?? item.until,
    capabilities: chosen.roles.flatMap((role) => role.capabilities),
    engagement: item.engagement,
    personEndsOn: holder.endsOn,
  });
  if (end <= now)
    return refuse(`The time until ${lastDayInWords(end)} has passed. Reject this, or let it be asked again.`);
  // What it extends it may lower: that was asked. Whatever else the holder has got meanwhile stays.
  const others = held.filter((each) => each.grantId !== item.extendsId);
  const more = wouldLower(others, chosen.roles, asset.combine);
  if (more)
    return refuse(
      `${holder.name} now holds ${more} on ${asset.name}, which can do more. Reject this request: its role would take that one's place.`,
    );
  const exceptionIds = [...new Set(checks.flatMap((check) => check.exceptionId ?? []))];
  const marks = checks.flatMap((check) => (check.marks ? [check.text] : []));
  return { ok: true, roles: chosen.roles, state: chosen.state, end, limit, exceptionIds, marks };
}

/** What the holder has on an account with one role for each person, when the chosen role can do less; else null. */
function wouldLower(held: readonly Held[], roles: readonly RoleRow[], combine: "one" | "set"): string | null {
  const direct = held.filter((each) => each.direct);
  const same = direct.every((each) => roles.some((role) => role.id === each.roleId));
  if (combine === "set" || same) return null;
  const needs = roles.flatMap((role) => role.capabilities);
  return covers(direct, needs) ? direct.map(heldInWords).join("; ") : null;
}

/** What an approval gives in words, for the audit: "Standard until 31 December 2026". */
export const approvalInWords = (roles: readonly RoleRow[], end: Date, lastsMinutes: number | null): string =>
  `${roleNames(roles)} ${lastsMinutes ? `for ${hoursInWords(lastsMinutes)} from when it works` : `until ${lastDayInWords(end)}`}`;
