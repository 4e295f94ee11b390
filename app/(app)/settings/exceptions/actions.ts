"use server";

import { action } from "@/lib/action";
import { endException } from "@/lib/preconditions/end-exception";
import { lowerWall } from "@/lib/preconditions/lower-wall";
import { makeException } from "@/lib/preconditions/make-exception";
import { raiseWall } from "@/lib/preconditions/raise-wall";

export const raiseWallAction = action(raiseWall, { done: "The wall stands." });
export const lowerWallAction = action(lowerWall, { done: "The wall is down." });
export const makeExceptionAction = action(makeException, { done: "The exception is made." });
export const endExceptionAction = action(endException, {
  done: "The exception is over. What stands on it alone is taken back within a minute.",
});
