import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, forbidden, invalidInput } from "@/lib/errors";
import { day, id, optional, paragraph } from "@/lib/input";
import { lockMove, type MoveRow, moveName, moveObject } from "@/lib/moves/move-row";
import { refreshLines } from "@/lib/moves/refresh-lines";
import { checkDecision, isException } from "@/lib/moves/rules/decisions";
import { canDecide, canKeep } from "@/lib/moves/rules/may";
import { tellDecided } from "@/lib/moves/tell-of-move";
import { MoveDecision } from "@/prisma/generated/enums";

/**
 * Decides lines of a move, each on its own. What differs from the rule needs a reason, and what is kept although no kit
 * asks for it an end as well, by the person's manager or the security lead. With the last line the move is decided, and
 * its person is told; until its day each line can be decided anew. What has come since it was proposed becomes a line
 * that is still to be decided.
 *
 * Raises forbidden for one's own move and for who neither leads, is HR nor the manager; conflict when the move is over or
 * the person leaves; invalid_input for a decision that the line does not take.
 */
export const decideLines = command({
  name: "moves.decide-lines",
  permission: "moves.decide",
  input: z.strictObject({
    moveId: id(),
    lines: z
      .array(
        z.strictObject({
          lineId: id(),
          decision: z.enum(MoveDecision, "Choose from the list."),
          reason: optional(paragraph(500)),
          keepUntil: optional(day()),
        }),
      )
      .min(1, "Decide at least one line.")
      .max(2_000),
  }),
  target: (tx, input) => lockMove(tx, input.moveId),
  allow: ({ actor, target }) => canDecide(actor, target),
  async change({ tx, actor, input, target: move, now }) {
    refuseOver(move);
    const { lines, changed } = await refreshLines(tx, move);
    const decided = input.lines.flatMap((given, place) => {
      const line = lines.find((each) => each.id === given.lineId);
      if (!line) {
        // What is not held any more, or not needed, since the page was read: there is nothing to decide of it.
        if (move.lines.some((each) => each.id === given.lineId)) return [];
        throw conflict("One of the lines is not there any more. Reload the page, and look at it again.");
      }
      const { decision } = given;
      const field = (name: string) => `lines.${place}.${name}`;
      if (isException(line.verdict, decision)) {
        const keeps = canKeep(actor, move);
        if (keeps !== true) throw forbidden(keeps);
      }
      const checked = checkDecision(line.verdict, given, { effectiveOn: move.effectiveOn, now });
      if (checked !== true)
        throw invalidInput(checked.sentence, { [field(checked.field)]: [checked.sentence] });
      const kept = isException(line.verdict, decision) ? given.keepUntil : null;
      return [{ id: line.id, decision, reason: given.reason, keepUntil: kept?.toISOString() ?? null }];
    });
    if (new Set(decided.map((line) => line.id)).size < decided.length)
      throw invalidInput("Each line is decided once.");
    await tx.$executeRaw`
      UPDATE "MoveLine" l SET decision = n.decision, reason = n.reason, "keepUntil" = n."keepUntil",
        "decidedById" = ${actor.personId}::uuid, "decidedAt" = ${now}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(decided)}::jsonb)
        AS n(id uuid, decision "MoveDecision", reason text, "keepUntil" date)
      WHERE l.id = n.id`;
    const all = await tx.moveLine.findMany({
      where: { moveId: move.id, id: { in: lines.map((line) => line.id) } },
      select: { decision: true },
    });
    const left = all.filter((line) => line.decision === null).length;
    await tx.move.update({
      where: { id: move.id },
      data: { state: left === 0 ? "decided" : "waiting", decidedAt: left === 0 ? now : null },
    });
    const goes = all.filter((line) => line.decision === "take_away" || line.decision === "lower").length;
    const asks = all.filter((line) => line.decision === "ask").length;
    const count = (decision: MoveDecision) => decided.filter((line) => line.decision === decision).length;
    return {
      result: { moveId: move.id, decided: decided.length, left, changed },
      audit: [
        {
          ...moveObject(move),
          after: {
            state: left === 0 ? "decided" : "waiting",
            ...Object.fromEntries(
              Object.values(MoveDecision).flatMap((each) => (count(each) > 0 ? [[each, count(each)]] : [])),
            ),
            left,
          },
          reason: decided.flatMap(({ reason }) => reason ?? []).join(" · ") || null,
        },
      ],
      jobs: left === 0 ? await tellDecided(tx, { ...move, goes, asks }) : [],
    };
  },
});

/** Raises conflict when a move is over, or its person leaves and the departure takes everything back. */
export function refuseOver(move: MoveRow): void {
  if (move.state === "done")
    throw conflict(`${moveName(move.number)} has been carried out, so nothing more is decided of it.`);
  if (move.state === "cancelled") throw conflict(`${moveName(move.number)} has been cancelled.`);
  if (move.leaving) throw conflict(`${move.personName} is leaving, and the departure takes everything back.`);
}
