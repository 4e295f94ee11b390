import { daysBefore } from "./moments";
import { type Draft, named } from "./rows";

/** Adds conflicting duties that the security lead declared and ended again, besides those that Keyholder comes with. */
export function makeConflicts({ now, random, rows }: Draft): void {
  const byId = named(rows.people, "Ingrid Dahl").id;
  const [createdAt, endedAt] = [daysBefore(now, 96), daysBefore(now, 61)];
  const terms = { reach: "account", effect: "mark", oneRole: true } as const;
  const reason = "Who spends the budget should not change what pays for it.";
  const endReason = "Standard on Google Ads gives both, so it marked everybody who buys ads.";
  const id = random.id(createdAt);
  rows.conflicts.push({
    id,
    firstDuty: "spend",
    secondDuty: "billing",
    ...terms,
    reason,
    createdAt,
    createdById: byId,
    endedAt,
    endedById: byId,
    endReason,
  });
  const change = { conflictId: id, ...terms, byId };
  rows.conflictChanges.push(
    { id: random.id(createdAt), ...change, kind: "declared", reason, at: createdAt },
    { id: random.id(endedAt), ...change, kind: "ended", reason: endReason, at: endedAt },
  );
}
