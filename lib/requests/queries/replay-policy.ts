import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { PAGE_SIZE, type Page } from "@/lib/list-state";
import type { PolicyFacts } from "@/lib/policy/facts";
import { readPolicy } from "@/lib/policy/read-policy";
import { decide, OUTCOMES } from "@/lib/policy/rules/decide";
import { policyRules } from "@/lib/policy/rules/rule";
import { readFacts } from "@/lib/requests/read-facts";
import { requestName } from "@/lib/requests/rules/words";
import type { PolicyOutcome } from "@/prisma/generated/enums";

/** How far back a draft is tried, in days. */
export const REPLAY_DAYS = 90;

/** One item that would have come out differently. */
export type ReplayedItem = {
  id: string;
  requestId: string;
  requestName: string;
  personName: string;
  assetName: string;
  was: PolicyOutcome;
  would: PolicyOutcome;
  /** The draft's rule that says so. */
  rule: string;
};

export type Replay = Page<ReplayedItem> & {
  /** Of how many items. */
  tried: number;
  /** How many went from one outcome to another, the most first. */
  moves: { was: PolicyOutcome; would: PolicyOutcome; items: number }[];
};

type Kept = { id: string; outcome: PolicyOutcome | null; facts: PolicyFacts | null };

/**
 * What would have come out differently by the draft, of all that was asked in the last 90 days: by the facts that
 * were kept when it was asked, or, for what was asked before there was a policy, by those of today. Null without a
 * draft. A constant number of statements.
 */
export async function replayDraft(actor: Actor, page: number, now = new Date()): Promise<Replay | null> {
  requirePermission(actor, "access-policy.draft");
  const draft = await db.accessPolicyDraft.findUnique({ where: { id: 1 } });
  if (!draft) return null;
  const rules = policyRules.parse(draft.rules);
  const since = new Date(now.getTime() - REPLAY_DAYS * 86_400_000);
  const active = await readPolicy(db);
  const kept = await db.$queryRaw<Kept[]>`
    SELECT i.id, i."policyOutcome"::text AS outcome, 
      -- What was kept before there were conflicting duties and devices does not say.
      '{"duties": "apart", "device": "unknown"}'::jsonb || (i."policyGrounds" -> 'facts') AS facts
    FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
    WHERE r."createdAt" >= ${since} ORDER BY r."createdAt" DESC, i.id`;
  const older = await readFacts(
    db,
    Prisma.sql`i."policyGrounds" IS NULL AND i."requestId" IN (
      SELECT r.id FROM "AccessRequest" r WHERE r."createdAt" >= ${since})`,
  );
  const tried = kept.flatMap(({ id, outcome, facts: known }) => {
    const facts = known ?? older.get(id);
    if (!facts) return [];
    const answer = decide(facts, rules);
    const was = outcome ?? decide(facts, active.rules).outcome;
    return [{ id, was, would: answer.outcome, rule: answer.grounds.name }];
  });
  const changed = tried.filter((item) => item.was !== item.would);
  return {
    tried: tried.length,
    moves: movesOf(changed),
    rows: await withNames(changed.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)),
    total: changed.length,
    page,
    pageSize: PAGE_SIZE,
  };
}

type Changed = Pick<ReplayedItem, "id" | "was" | "would" | "rule">;

function movesOf(changed: readonly Changed[]): Replay["moves"] {
  const moves = Map.groupBy(changed, ({ was, would }) => `${was} ${would}`);
  return [...moves.values()]
    .flatMap((of) => of.slice(0, 1).map(({ was, would }) => ({ was, would, items: of.length })))
    .toSorted((a, b) => b.items - a.items || OUTCOMES.indexOf(a.was) - OUTCOMES.indexOf(b.was));
}

async function withNames(changed: readonly Changed[]): Promise<ReplayedItem[]> {
  const rows = await db.requestItem.findMany({
    where: { id: { in: changed.map((item) => item.id) } },
    select: {
      id: true,
      requestId: true,
      request: { select: { number: true } },
      person: { select: { name: true } },
      asset: { select: { name: true } },
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return changed.flatMap((item) => {
    const row = byId.get(item.id);
    if (!row) return [];
    return [
      {
        ...item,
        requestId: row.requestId,
        requestName: requestName(row.request.number),
        personName: row.person.name,
        assetName: row.asset.name,
      },
    ];
  });
}
