import { z } from "zod";
import { command } from "@/lib/command";
import { notFound } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { closeTasks } from "@/lib/register/close-tasks";
import { insertTasks } from "@/lib/register/insert-tasks";
import { catalogueOf, grantEntry, holdingOf, lockGrants } from "@/lib/register/lock-grants";
import { lockTasksOfGrants } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { grantDue } from "@/lib/register/rules/due";
import { isEnding } from "@/lib/register/rules/grant-life";
import { planWork } from "@/lib/register/rules/plan-work";
import type { GrantState } from "@/prisma/generated/enums";

/**
 * Wants grants again that are being taken back and are not yet gone (a departure is cancelled): each goes back to
 * what it was before its removal began, its removal task is cancelled, and one that had still to be granted gets
 * its task again. `askedAlready` names those whose removal is asked of the platform: somebody has to withdraw
 * that. Grants that are over are left alone; they come back only by being asked for.
 */
export const keepGrants = command({
  name: "register.keep-grants",
  permission: "register.end",
  timeoutMs: 60_000,
  input: z.strictObject({
    grantIds: z.array(id()).min(1).max(20_000),
    reason: paragraph(),
    cause: z.enum(["departure", "recorded", "finding", "request"]).default("recorded"),
    causeId: id().optional(),
  }),
  async target(tx, input) {
    const grants = await lockGrants(tx, input.grantIds);
    if (grants.length < new Set(input.grantIds).size) throw notFound();
    const before = await tx.$queryRaw<{ grantId: string; state: GrantState }[]>`
      SELECT DISTINCT ON ("grantId") "grantId", state::text FROM "GrantTransition"
      WHERE "grantId" = ANY(${input.grantIds}::uuid[]) AND state IN ('to_grant', 'invited', 'active')
      ORDER BY "grantId", at DESC, id DESC`;
    return {
      grants,
      before: new Map(before.map((row) => [row.grantId, row.state])),
      tasks: await lockTasksOfGrants(tx, input.grantIds),
    };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { grants, before, tasks }, now }) {
    const by = { now, byId: actor.personId };
    const { reason } = input;
    const kept = grants.filter((grant) => isEnding(grant.state));
    const moves = kept.map((grant) => ({ grant, to: before.get(grant.id) ?? ("active" as const) }));
    const keptIds = new Set(kept.map((grant) => grant.id));
    await moveGrants(
      tx,
      moves.map(({ grant, to }) => ({ grantId: grant.id, to, reason })),
      by,
    );
    // A task that also takes back something else goes on with that.
    const idle = tasks.filter(
      (task) =>
        task.kind === "revoke" &&
        task.grants.every((grant) => keptIds.has(grant.grantId) || !isEnding(grant.state)),
    );
    const closed = await closeTasks(tx, idle, reason, by);
    const giving = new Set(
      tasks.filter((task) => task.kind !== "revoke").flatMap((task) => task.grants.map((g) => g.grantId)),
    );
    const togive = moves.filter(({ grant, to }) => to !== "active" && !giving.has(grant.id));
    const planned = planWork(
      [],
      togive.map(({ grant }) => holdingOf(grant)),
      catalogueOf(grants),
    );
    const { made, audit } = await insertTasks(tx, planned, {
      ...by,
      cause: input.cause,
      causeId: input.causeId ?? null,
      due: grantDue(now),
    });
    return {
      result: {
        kept: [...keptIds],
        askedAlready: kept.filter((grant) => grant.state !== "removal_due").map((grant) => grant.id),
        over: grants.filter((grant) => !keptIds.has(grant.id)).map((grant) => grant.id),
        tasks: made,
      },
      audit: [
        ...moves.map(({ grant, to }) =>
          grantEntry(grant, { before: { state: grant.state }, after: { state: to }, reason }),
        ),
        ...closed,
        ...audit,
      ],
    };
  },
});
