import { step } from "./access";
import { hoursAfter } from "./moments";
import { type Draft, type GrantRow, named } from "./rows";
import { attest, doerOf, planTasks, progress, secondOf, verify, type Work } from "./work";

/** Why access is taken back, and by when. */
export type Cause = {
  at: Date;
  byId: string | null;
  reason: string;
  cause: "departure" | "expiry" | "recorded";
  causeId: string | null;
  due: Parameters<typeof planTasks>[3]["due"];
};

/** Starts to take grants back, as lib/register/end-grants.ts does: each is `removal_due` and has its task. */
export function takeBack(draft: Draft, grants: readonly GrantRow[], why: Cause): Work[] {
  const works = planTasks(draft, grants, [], why);
  for (const grant of grants)
    step(draft, grant, { to: "removal_due", at: why.at, byId: why.byId, reason: why.reason });
  return works;
}

const notes = [
  "Removed; the people list of the account no longer shows the name.",
  "User removed on the access page, page reloaded: not there any more.",
  "Access withdrawn, confirmed in the account’s change history.",
] as const;

/** The removal is done and attested; verified too when a second person has looked. */
export function finish(
  draft: Draft,
  { task, grants }: Work,
  done: { at: Date; verifiedAt: Date | null },
): void {
  const { random } = draft;
  const byId = doerOf(draft, task);
  const notThere = random.chance(0.06);
  const note = notThere ? "Looked at the people list: the name was not there." : random.pick(notes);
  const outcome = notThere ? ("not_there" as const) : ("done" as const);
  attest(draft, task, { at: done.at, byId, note, outcome, kind: notThere ? "looked_not_there" : "note" });
  const taskId = task.id;
  for (const grant of grants)
    step(draft, grant, { to: "removed", at: done.at, byId, taskId, proof: { kind: "attested", how: note } });
  if (!done.verifiedAt) return;
  const secondId = secondOf(draft, task);
  const how = "Looked as a second person: no longer on the people list.";
  verify(draft, task, { at: done.verifiedAt, byId: secondId, note: how });
  for (const grant of grants) {
    const closedAt = grant.closedAt;
    step(draft, grant, {
      to: "removed",
      at: done.verifiedAt,
      byId: secondId,
      taskId,
      proof: { kind: "verified", how },
    });
    grant.closedAt = closedAt;
  }
}

/** The removal was asked for and the platform holds it until a second administrator agrees. */
export function waitForPlatform(
  draft: Draft,
  { task, grants }: Work,
  asked: { at: Date; waitsUntil: Date },
): void {
  const byId = doerOf(draft, task);
  const note = "Removal asked for in Google Ads; it waits for a second administrator of the account.";
  progress(draft, task, { ...asked, byId, note, state: "waiting_for_platform" });
  for (const grant of grants) {
    step(draft, grant, {
      to: "removal_requested",
      at: new Date(asked.at.getTime() - 120_000),
      byId,
      taskId: task.id,
    });
    step(draft, grant, { to: "waiting_for_platform", at: asked.at, byId, taskId: task.id });
  }
}

/** Access that ended in the past without a task in the register: recorded when it was found to be gone. */
export function removeLongAgo(draft: Draft, grant: GrantRow, at: Date, reason: string): void {
  const { now, random, rows } = draft;
  const byId = named(rows.people, "Ingrid Dahl").id;
  step(draft, grant, { to: "removal_due", at, byId, reason });
  step(draft, grant, {
    to: "removed",
    at: hoursAfter(at, random.whole(1, 70), now),
    byId,
    proof: { kind: random.chance(0.7) ? "verified" : "attested", how: random.pick(notes) },
  });
}
