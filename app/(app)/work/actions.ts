"use server";

import { countedInWords, sentence } from "@/components/ui/counted";
import { action } from "@/lib/action";
import { finishLook } from "@/lib/lifecycle/finish-look";
import { recordFind } from "@/lib/lifecycle/record-find";
import { assignTask } from "@/lib/register/assign-task";
import { attestTask } from "@/lib/register/attest-task";
import { attestVisit } from "@/lib/register/attest-visit";
import { commentOnTask } from "@/lib/register/comment-on-task";
import { dropTasks } from "@/lib/register/drop-tasks";
import { giveToCustodian } from "@/lib/register/give-to-custodian";
import { noteProgress } from "@/lib/register/note-progress";
import { reopenTask } from "@/lib/register/reopen-task";
import { splitTask } from "@/lib/register/split-task";
import { verifyTask } from "@/lib/register/verify-task";

export const attestTaskAction = action(attestTask, {
  done: ({ findingId, needsSecond }) =>
    findingId
      ? "Done, and the difference waits for the security lead."
      : needsSecond
        ? "Noted. It counts as done when a second person has confirmed it."
        : "Done. A second person can confirm it.",
});
export const verifyTaskAction = action(verifyTask, { done: "Confirmed." });
export const reopenTaskAction = action(reopenTask, { done: "The task is open again." });
export const cancelTaskAction = action(dropTasks, { done: "The task is cancelled." });
export const noteProgressAction = action(noteProgress, { done: "Noted." });
export const giveToCustodianAction = action(giveToCustodian, {
  done: ({ given }) => `Named. ${sentence(countedInWords(given, "task is", "tasks are"))} theirs now.`,
});
export const assignTaskAction = action(assignTask, { done: "Handed on." });
export const attestVisitAction = action(attestVisit, {
  done: ({ attested, toConfirm }) =>
    `${sentence(countedInWords(attested, "task is", "tasks are"))} done${toConfirm > 0 ? `; ${countedInWords(toConfirm, "counts", "count")} when a second person has confirmed it` : ""}.`,
});
export const commentOnTaskAction = action(commentOnTask, { done: "Said." });
export const finishLookAction = action(finishLook, {
  done: ({ needsSecond }) =>
    needsSecond
      ? "Noted. It counts as done when a second person has looked, too."
      : "Done. A second person can confirm it.",
});
export const recordFindAction = action(recordFind, {
  done: ({ removals }) =>
    `Recorded. It is taken away by ${removals.map(({ number }) => `T-${number}`).join(", ")}.`,
});
export const splitTaskAction = action(splitTask, {
  done: ({ number }) => `The rest is task T-${number} now.`,
});
