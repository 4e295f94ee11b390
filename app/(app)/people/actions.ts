"use server";

import { action } from "@/lib/action";
import { addIdentity } from "@/lib/people/add-identity";
import { addPerson } from "@/lib/people/add-person";
import { addRobot } from "@/lib/people/add-robot";
import { editIdentity } from "@/lib/people/edit-identity";
import { editPerson } from "@/lib/people/edit-person";
import { editRobot } from "@/lib/people/edit-robot";
import { endIdentity } from "@/lib/people/end-identity";
import { endPerson } from "@/lib/people/end-person";
import { endRobot } from "@/lib/people/end-robot";
import { exportPeople } from "@/lib/people/export-people";
import { handOverRobot } from "@/lib/people/hand-over-robot";
import { shareIdentity } from "@/lib/people/share-identity";
import { unshareIdentity } from "@/lib/people/unshare-identity";

export const addPersonAction = action(addPerson, { to: ({ id }) => `/people/${id}` });
export const editPersonAction = action(editPerson, { to: ({ id }) => `/people/${id}` });
export const endPersonAction = action(endPerson, { done: ({ name }) => `${name} has left.` });
export const addIdentityAction = action(addIdentity, { done: ({ address }) => `${address} is added.` });
export const editIdentityAction = action(editIdentity, { done: ({ address }) => `${address} is changed.` });
export const endIdentityAction = action(endIdentity, { done: ({ address }) => `${address} has ended.` });
export const shareIdentityAction = action(shareIdentity, {
  done: ({ address }) => `${address} is a shared login; who knows it is on record.`,
});
export const unshareIdentityAction = action(unshareIdentity, {
  done: ({ address }) => `They no longer know ${address}.`,
});
export const addRobotAction = action(addRobot, { done: ({ name }) => `${name} is added.` });
export const editRobotAction = action(editRobot, { done: ({ name }) => `${name} is changed.` });
export const handOverRobotAction = action(handOverRobot, { done: ({ name }) => `${name} has a new owner.` });
export const endRobotAction = action(endRobot, { done: ({ name }) => `${name} has ended.` });
/** Says nothing but the ticket, with which the page fetches the file. */
export const exportPeopleAction = action(exportPeople, { done: ({ ticket }) => ticket });
