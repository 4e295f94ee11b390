import type { Tx } from "@/lib/db";
import type { LineRow, MoveRow } from "@/lib/moves/move-row";
import { type Difference, readDifference } from "@/lib/moves/read-difference";
import { readSeats, seatsAfter } from "@/lib/moves/read-seats";
import type { ComparedLine } from "@/lib/moves/rules/compare-access";
import { decisionNow } from "@/lib/moves/rules/decisions";

/** A move's lines as the rule has them now, and how many are new or have to be decided anew. */
export type Refreshed = { difference: Difference; lines: LineRow[]; changed: number };

/**
 * Brings the lines of an unfinished move up to how things are now: what the person has come to hold since, and what a
 * kit has come to need, becomes a line; what is gone and was not decided is dropped. A decision stays as long as it
 * still answers what the rule says. Three statements beyond the difference.
 */
export async function refreshLines(
  tx: Tx,
  move: Pick<MoveRow, "id" | "personId" | "ends" | "begins" | "lines">,
): Promise<Refreshed> {
  const seats = seatsAfter(await readSeats(tx, move.personId), move);
  const difference = await readDifference(tx, move.personId, seats);
  const known = new Map(move.lines.map((line) => [keyOf(line), line]));
  const current = new Set(difference.lines.map(keyOf));
  const gone = move.lines.filter((line) => !current.has(keyOf(line)) && line.decision === null);
  const rows = difference.lines.map((line) => {
    const before = known.get(keyOf(line));
    const decision = before ? decisionNow(before, line.verdict) : null;
    return {
      moveId: move.id,
      personId: move.personId,
      grantId: "grantId" in line ? line.grantId : null,
      kitLineId: "kitLineId" in line ? line.kitLineId : null,
      verdict: line.verdict,
      toRoleIds: line.verdict === "lower" ? line.toRoleIds : [],
      because: line.because,
      stands: decision !== null,
      changed: !before || (before.decision !== null && decision === null),
    };
  });
  await tx.moveLine.deleteMany({ where: { id: { in: gone.map((line) => line.id) } } });
  await tx.$executeRaw`
    INSERT INTO "MoveLine" ("moveId", "personId", "grantId", "kitLineId", verdict, "toRoleIds", because)
    SELECT n."moveId", n."personId", n."grantId", n."kitLineId", n.verdict, n."toRoleIds", n.because
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("moveId" uuid, "personId" uuid, "grantId" uuid,
      "kitLineId" uuid, verdict "MoveVerdict", "toRoleIds" uuid[], because text)
    WHERE NOT EXISTS (SELECT 1 FROM "MoveLine" l WHERE l."moveId" = n."moveId"
      AND (l."grantId" = n."grantId" OR l."kitLineId" = n."kitLineId"))`;
  await tx.$executeRaw`
    UPDATE "MoveLine" l SET verdict = n.verdict, "toRoleIds" = n."toRoleIds", because = n.because,
      decision = CASE WHEN n.stands THEN l.decision END, reason = CASE WHEN n.stands THEN l.reason END,
      "keepUntil" = CASE WHEN n.stands THEN l."keepUntil" END,
      "decidedById" = CASE WHEN n.stands THEN l."decidedById" END,
      "decidedAt" = CASE WHEN n.stands THEN l."decidedAt" END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("moveId" uuid, "grantId" uuid, "kitLineId" uuid,
      verdict "MoveVerdict", "toRoleIds" uuid[], because text, stands boolean)
    WHERE l."moveId" = n."moveId" AND (l."grantId" = n."grantId" OR l."kitLineId" = n."kitLineId")`;
  const lines = await tx.moveLine.findMany({ where: { moveId: move.id }, orderBy: { id: "asc" } });
  return {
    difference,
    lines: lines.filter((line) => current.has(keyOf(line))),
    changed: rows.filter((row) => row.changed).length,
  };
}

const keyOf = (line: LineRow | ComparedLine): string =>
  ("grantId" in line && line.grantId) || ("kitLineId" in line && line.kitLineId) || "";
