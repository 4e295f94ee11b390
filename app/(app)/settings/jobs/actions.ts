"use server";

import { action } from "@/lib/action";
import { runAgain } from "@/lib/operations/run-again";
import { runJob } from "@/lib/operations/run-job";

export const runJobAction = action(runJob, { done: ({ does }) => `It runs in a moment: ${does}.` });
export const runAgainAction = action(runAgain, { done: ({ does }) => `It is tried again: ${does}.` });
