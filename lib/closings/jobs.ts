import { systemActor } from "@/lib/auth/actor";
import { beginEnds } from "@/lib/closings/begin-ends";
import { endRoom } from "@/lib/closings/end-room";
import { moveClosings } from "@/lib/closings/move-closings";
import { settleClosing } from "@/lib/closings/settle-closing";
import { tellOfEnds } from "@/lib/closings/tell-of-ends";
import { inBatches, type JobAnswer } from "@/lib/jobs";

/** Follows the last days of engagements: tells of them, moves, begins and settles their closings, ends rooms. */
export async function followEnds(): Promise<JobAnswer> {
  const clock = systemActor("clock");
  await tellOfEnds(clock, {});
  const { moved } = await moveClosings(clock, {});
  const begun = await inBatches(
    () => beginEnds(clock, {}),
    (batch) => batch.begun,
  );
  const settled = await inBatches(
    () => settleClosing(clock, {}),
    (batch) => batch.settled,
  );
  const ended = await inBatches(
    () => endRoom(clock, {}),
    (batch) => batch.ended,
  );
  if (moved + begun + settled + ended === 0) return undefined;
  return {
    said: `Ends of engagements: ${begun} begun, ${moved} moved, ${settled} at their last moment; ${ended} rooms closed`,
  };
}
