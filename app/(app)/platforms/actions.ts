"use server";

import { action } from "@/lib/action";
import { addPlatform } from "@/lib/platforms/add-platform";
import { addRole } from "@/lib/platforms/add-role";
import { confirmFact } from "@/lib/platforms/confirm-fact";
import { confirmRole } from "@/lib/platforms/confirm-role";
import { correctRole } from "@/lib/platforms/correct-role";

export const addPlatformAction = action(addPlatform, { to: ({ id }) => `/platforms/${id}` });
export const addRoleAction = action(addRole, { done: ({ name }) => `${name} is added.` });
export const confirmFactAction = action(confirmFact, { done: "It is confirmed." });
export const confirmRoleAction = action(confirmRole, { done: ({ name }) => `${name} is confirmed.` });
export const correctRoleAction = action(correctRole, { done: ({ name }) => `${name} is corrected.` });
