import { systemActor } from "@/lib/auth/actor";
import { inBatches, type JobAnswer } from "@/lib/jobs";
import { expireGrants } from "@/lib/register/expire-grants";
import { findConflicts } from "@/lib/register/find-conflicts";
import { remindOfEnds } from "@/lib/register/remind-of-ends";
import { remindOfLogins } from "@/lib/register/remind-of-logins";
import { tellOfTasks } from "@/lib/register/tell-of-tasks";

/** Takes back what has come to its end, batch by batch, until nothing is left. */
export async function expireDueGrants(): Promise<JobAnswer> {
  const ended = await inBatches(
    () => expireGrants(systemActor("clock"), {}),
    (batch) => batch.ended,
  );
  return ended > 0 ? { said: `${ended} ${ended === 1 ? "key" : "keys"} came to an end` } : undefined;
}

/** Tells holders of coming ends, batch by batch, until nobody is left. */
export async function remindHolders(): Promise<JobAnswer> {
  const reminded = await inBatches(
    () => remindOfEnds(systemActor("clock"), {}),
    (batch) => batch.reminded,
  );
  return reminded > 0
    ? { said: `Reminded of the end of ${reminded} ${reminded === 1 ? "key" : "keys"}` }
    : undefined;
}

/** Finds who has come to conflicting duties, and who has no more. */
export async function findHeldConflicts(): Promise<JobAnswer> {
  const { opened, gone } = await findConflicts(systemActor("clock"), {});
  if (opened + gone === 0) return undefined;
  return { said: `${opened} with conflicting duties found; ${gone} held no more` };
}

/** Tells people of their work, batch by batch, until everybody knows of theirs. */
export async function tellAssignees(): Promise<JobAnswer> {
  const told = await inBatches(
    () => tellOfTasks(systemActor("clock"), {}),
    (batch) => batch.told,
  );
  return told > 0 ? { said: `Told of ${told} ${told === 1 ? "task" : "tasks"}` } : undefined;
}

/** Tells of shared logins that are not in hand. */
export async function remindOfSharedLogins(): Promise<JobAnswer> {
  const { lacking } = await remindOfLogins(systemActor("clock"), {});
  return lacking > 0
    ? { said: `${lacking} shared ${lacking === 1 ? "login is" : "logins are"} not in hand` }
    : undefined;
}
