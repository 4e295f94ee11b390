"use server";

import { inviteContact } from "@/lib/accounts/invite-contact";
import { action } from "@/lib/action";
import { addClient } from "@/lib/clients/add-client";
import { addContact } from "@/lib/clients/add-contact";
import { addEngagement } from "@/lib/clients/add-engagement";
import { editClient } from "@/lib/clients/edit-client";
import { editContact } from "@/lib/clients/edit-contact";
import { endClient } from "@/lib/clients/end-client";
import { endContact } from "@/lib/clients/end-contact";

export const addClientAction = action(addClient, { to: ({ id }) => `/clients/${id}` });
export const editClientAction = action(editClient, { to: ({ id }) => `/clients/${id}` });
export const endClientAction = action(endClient, { done: ({ name }) => `${name} has ended.` });
export const addContactAction = action(addContact, { done: ({ name }) => `${name} is added.` });
export const editContactAction = action(editContact, { done: ({ name }) => `${name} is changed.` });
export const endContactAction = action(endContact, { done: ({ name }) => `${name} has ended.` });
export const addEngagementAction = action(addEngagement, { to: ({ id }) => `/engagements/${id}` });
export const inviteContactAction = action(inviteContact, { done: ({ link }) => link });
