import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { checkbox, id, paragraph } from "@/lib/input";
import { closeEndTasks } from "@/lib/register/ask-for-new-ends";
import { closeTasks, tasksWithoutWork } from "@/lib/register/close-tasks";
import { due, dueOf } from "@/lib/register/input";
import { insertTasks, type MadeTask } from "@/lib/register/insert-tasks";
import {
  catalogueOf,
  grantEntry,
  holdingOf,
  type LockedGrant,
  lockGrants,
  lockHeldAt,
} from "@/lib/register/lock-grants";
import { lockTasksOfGrants } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { goAhead, planSuccessors } from "@/lib/register/plan-successors";
import { recauseTasks } from "@/lib/register/recause-tasks";
import { revokeDue } from "@/lib/register/rules/due";
import { endingStep, isEnding } from "@/lib/register/rules/grant-life";
import { planWork } from "@/lib/register/rules/plan-work";
import { canEnd } from "@/lib/register/rules/who-may";

/** What came of it, by grant. */
export type Ended = {
  /** Now `removal_due`, each with a task. */
  ended: string[];
  /** Never begun, so there is nothing to take back: `not_granted`, the task cancelled. */
  notGranted: string[];
  /** Already being taken back: the task that does it now has this cause, and is due no later. */
  recaused: string[];
  /** Over before, or already on the list of another departure. */
  skipped: string[];
  tasks: MadeTask[];
};

/**
 * Stops wanting grants, for a departure, an expiry or any other cause, in a constant number of statements: each
 * becomes `removal_due` with a revoke task. One that nobody has begun to give becomes `not_granted`. A pending
 * invitation is a live door: it gets a revoke task like the rest, and its grant task is cancelled. Where the last
 * administrator of a client's account goes, there is a task to name another one first.
 */
export const endGrants = command({
  name: "register.end-grants",
  permission: "register.end-grants",
  timeoutMs: 60_000,
  input: z.strictObject({
    grantIds: z.array(id()).min(1, "Choose at least one grant.").max(20_000),
    reason: paragraph(),
    cause: z.enum([
      "departure",
      "expiry",
      "exception",
      "recorded",
      "finding",
      "request",
      "role_change",
      "closing",
      "absence",
    ]),
    causeId: id().optional(),
    ...due,
    /** An emergency: the removal of a last administrator does not wait for another one. */
    emergency: checkbox(),
  }),
  async target(tx, input) {
    const grants = await lockGrants(tx, input.grantIds);
    if (grants.length < new Set(input.grantIds).size) throw notFound();
    return { grants, tasks: await lockTasksOfGrants(tx, input.grantIds) };
  },
  allow: ({ actor, input, target }) => canEnd(actor, target.grants, input.cause),
  async change({ tx, actor, input, target, now }) {
    const { grants, tasks } = target;
    const by = { now, byId: actor.personId };
    const begun = new Set(
      tasks
        .filter((task) => task.state !== "open" || task.hasEvidence)
        .flatMap((task) =>
          task.grants.filter((grant) => grant.effect === "add").map((grant) => grant.grantId),
        ),
    );
    const steps = grants.map((grant) => ({ grant, to: endingStep(grant.state, begun.has(grant.id)) }));
    const moves = steps.flatMap(({ grant, to }) => (to ? [{ grant, to }] : []));
    const ended = moves.filter((move) => move.to === "removal_due").map((move) => move.grant);
    const notGranted = moves.filter((move) => move.to === "not_granted").map((move) => move.grant);

    // What is being taken back already keeps its task; without one (it was cancelled) it gets a new one.
    const ending = grants.filter((grant) => isEnding(grant.state));
    const removing = tasks.filter((task) => task.kind === "revoke");
    const covered = new Set(removing.flatMap((task) => task.grants.map((grant) => grant.grantId)));
    const uncovered = ending.filter((grant) => !covered.has(grant.id));
    const recausing = removing.filter(
      (task) => task.cause !== "departure" && !(task.cause === input.cause && task.causeId === input.causeId),
    );
    const recausedIds = new Set(recausing.flatMap((task) => task.grants.map((grant) => grant.grantId)));

    const gone = new Set(moves.map((move) => move.grant.id));
    const { reason } = input;
    await moveGrants(
      tx,
      moves.map(({ grant, to }) => ({ grantId: grant.id, to, reason })),
      by,
    );
    const closed = [
      ...(await closeTasks(tx, tasksWithoutWork(tasks, gone), reason, by)),
      ...(await closeEndTasks(tx, [...gone], reason, by)),
    ];
    const dueBy = dueOf(input, revokeDue(now));
    const recaused = await recauseTasks(tx, recausing, { ...by, ...input, due: dueBy });
    const going = [...ended, ...uncovered];
    const kept = await readKept(tx, going);
    const planned = planWork(
      [...going, ...kept].map(holdingOf),
      kept.map(holdingOf),
      catalogueOf([...grants, ...kept]),
    );
    const { made, audit } = await insertTasks(tx, planned, {
      ...by,
      cause: input.cause,
      causeId: input.causeId ?? null,
      due: dueBy,
    });
    if (input.emergency)
      await goAhead(
        tx,
        [...made, ...recausing].map((task) => task.id),
      );
    const successors = await planSuccessors(tx, ended, {
      ...by,
      cause: input.cause,
      causeId: input.causeId ?? null,
      due: dueBy,
    });
    const touched = new Set([...gone, ...recausedIds, ...uncovered.map((grant) => grant.id)]);
    return {
      result: {
        ended: [...ended, ...uncovered].map((grant) => grant.id),
        notGranted: notGranted.map((grant) => grant.id),
        recaused: ending.filter((grant) => recausedIds.has(grant.id)).map((grant) => grant.id),
        skipped: grants.filter((grant) => !touched.has(grant.id)).map((grant) => grant.id),
        tasks: made,
      } satisfies Ended,
      audit: [
        ...moves.map(({ grant, to }) =>
          grantEntry(grant, { before: { state: grant.state }, after: { state: to }, reason }),
        ),
        ...closed,
        ...recaused,
        ...audit,
        ...successors,
      ],
    };
  },
});

/** What the holders of these keep on the same accounts, where everybody has one role: their removal gives it back. */
async function readKept(tx: Tx, going: readonly LockedGrant[]): Promise<LockedGrant[]> {
  const ids = new Set(going.map((grant) => grant.id));
  const places = going.flatMap(({ personId, robotId, identityId, assetId, oneRole }) => {
    const holderId = personId ?? robotId ?? identityId;
    return oneRole && holderId ? [{ holderId, assetId }] : [];
  });
  const held = await lockHeldAt(tx, places);
  return held.filter((grant) => grant.state === "active" && !ids.has(grant.id));
}
