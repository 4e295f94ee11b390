"use server";

import { action } from "@/lib/action";
import { changeConflict } from "@/lib/preconditions/change-conflict";
import { declareConflict } from "@/lib/preconditions/declare-conflict";
import { endConflict } from "@/lib/preconditions/end-conflict";

export const declareConflictAction = action(declareConflict, { done: "The two conflict from now on." });
export const changeConflictAction = action(changeConflict, { done: "This counts from now on." });
export const endConflictAction = action(endConflict, { done: "The two conflict no more." });
