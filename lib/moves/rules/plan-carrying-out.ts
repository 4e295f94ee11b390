import type { LineRow } from "@/lib/moves/move-row";
import type { Difference, MoveKey, MoveNeed } from "@/lib/moves/read-difference";
import { defaultOf, isException } from "@/lib/moves/rules/decisions";
import { kitEnd } from "@/lib/requests/rules/kit-end";
import type { MoveDecision } from "@/prisma/generated/enums";

const DAY = 86_400_000;

/** A line with what happens of it. */
export type Settled = { lineId: string; decision: MoveDecision; fellBack: boolean; reason: string | null };

/** On one account: the roles that take the place of what is held there, and until when. */
export type Lowering = {
  assetId: string;
  roleIds: string[];
  engagementId: string;
  role: string;
  endsAt: Date;
};

/** What a move does on its day. */
export type Plan = {
  settled: Settled[];
  takeAway: string[];
  lower: Lowering[];
  /** Kept although no kit asks for it: until the end of this day. */
  shorten: { grantId: string; endsAt: Date }[];
  ask: MoveNeed[];
};

type Ending = { assetId: string; roleId: string };

/**
 * What happens of each line on the day: as it was decided, or, where nobody has, as the rule says. What cannot be lowered
 * any more (its smaller role is just being taken back, or its engagement ends before) is taken away: nothing stays
 * because something smaller cannot be given. Pure.
 */
export function planCarryingOut(
  lines: readonly LineRow[],
  { keys, needs, lines: compared }: Difference,
  ending: readonly Ending[],
  now: Date,
): Plan {
  const chosen = lines.map((line) => ({ line, decision: line.decision ?? defaultOf(line.verdict) }));
  const keyOf = (grantId: string | null) => keys.find((key) => key.grantId === grantId);
  const decided = (decision: MoveDecision, assetId: string) =>
    chosen.flatMap(({ line, decision: of }) => {
      const key = keyOf(line.grantId);
      return of === decision && key?.assetId === assetId ? [key] : [];
    });
  const places = [
    ...new Set(
      chosen.flatMap(({ line, decision }) =>
        decision === "lower" ? (keyOf(line.grantId)?.assetId ?? []) : [],
      ),
    ),
  ];
  const lowerings = places.map((assetId) => {
    const gone = [...decided("take_away", assetId), ...ending.filter((each) => each.assetId === assetId)];
    const toRoleIds = compared.flatMap((line) =>
      line.verdict === "lower" && line.assetId === assetId ? line.toRoleIds : [],
    );
    return lowering(
      assetId,
      toRoleIds.filter((roleId) => !gone.some((each) => each.roleId === roleId)),
      { lowered: decided("lower", assetId), kept: decided("keep", assetId), needs, now },
    );
  });
  const lower = lowerings.filter((each) => each !== null);
  const settled = chosen.map(({ line, decision }): Settled => {
    const key = keyOf(line.grantId);
    const failed = decision === "lower" && !lower.some((each) => each.assetId === key?.assetId);
    return {
      lineId: line.id,
      decision: failed ? "take_away" : decision,
      fellBack: line.decision === null,
      reason: failed ? "The smaller role cannot be given just now, so nothing stays." : line.reason,
    };
  });
  const decisionOf = new Map(settled.map((each) => [each.lineId, each.decision]));
  return {
    settled,
    lower,
    takeAway: lines.flatMap((line) =>
      line.grantId && decisionOf.get(line.id) === "take_away" ? [line.grantId] : [],
    ),
    shorten: lines.flatMap(({ id, grantId, verdict, keepUntil }) => {
      const decision = decisionOf.get(id);
      const key = keyOf(grantId);
      if (!key || !keepUntil || !decision || !isException(verdict, decision)) return [];
      const endsAt = new Date(keepUntil.getTime() + DAY - 1_000);
      return key.endsAt && key.endsAt <= endsAt ? [] : [{ grantId: key.grantId, endsAt }];
    }),
    ask: needs.filter((need) =>
      lines.some((line) => line.kitLineId === need.kitLineId && decisionOf.get(line.id) === "ask"),
    ),
  };
}

type Around = {
  lowered: readonly MoveKey[];
  kept: readonly MoveKey[];
  needs: readonly MoveNeed[];
  now: Date;
};

/** The roles that somebody shall have on an account from now on; null where it cannot be so. */
function lowering(
  assetId: string,
  toRoleIds: readonly string[],
  { lowered, kept, needs, now }: Around,
): Lowering | null {
  const need = needs.find((each) => each.assetId === assetId);
  if (!need || toRoleIds.length === 0) return null;
  // No longer than what it takes the place of, nor than what stays beside it.
  const ends = [...lowered, ...kept].flatMap((key) => (key.endsAt ? [key.endsAt.getTime()] : []));
  const endsAt = new Date(Math.min(kitEnd(need.endsOn, now).getTime(), ...ends));
  if (endsAt <= now) return null;
  return {
    assetId,
    endsAt,
    engagementId: need.engagementId,
    role: need.role,
    roleIds: [...new Set([...toRoleIds, ...kept.map((key) => key.roleId)])],
  };
}
