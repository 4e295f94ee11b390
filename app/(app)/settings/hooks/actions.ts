"use server";

import { action } from "@/lib/action";
import { addHook } from "@/lib/notifications/add-hook";
import { editHook } from "@/lib/notifications/edit-hook";
import { endHook } from "@/lib/notifications/end-hook";
import { testHook } from "@/lib/notifications/test-hook";

export const addHookAction = action(addHook, {
  done: ({ name }) => `“${name}” is told from now on. Send a test to see that it arrives.`,
});
export const editHookAction = action(editHook, { done: ({ name }) => `“${name}” is changed.` });
export const endHookAction = action(endHook, {
  done: ({ name }) => `“${name}” is told nothing more, and its address is forgotten.`,
});
export const testHookAction = action(testHook, {
  done: ({ name }) =>
    `A test is on its way to “${name}”. Load the page again in a moment to see how it fared.`,
});
