"use server";

import { action } from "@/lib/action";
import { addMembership } from "@/lib/clients/add-membership";
import { editEngagement } from "@/lib/clients/edit-engagement";
import { endEngagement } from "@/lib/clients/end-engagement";
import { endMembership } from "@/lib/clients/end-membership";

export const editEngagementAction = action(editEngagement, { to: ({ id }) => `/engagements/${id}` });
export const endEngagementAction = action(endEngagement, { done: ({ name }) => `${name} has ended.` });
export const addMembershipAction = action(addMembership, { done: ({ name }) => `${name} is on it.` });
export const endMembershipAction = action(endMembership, { done: ({ name }) => `${name} is off it.` });
