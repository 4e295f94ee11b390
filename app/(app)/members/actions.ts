"use server";

import { changeRoles } from "@/lib/accounts/change-roles";
import { disableAccount } from "@/lib/accounts/disable-account";
import { enableAccount } from "@/lib/accounts/enable-account";
import { endEverybodysSessions } from "@/lib/accounts/end-everybodys-sessions";
import { endMemberSessions } from "@/lib/accounts/end-member-sessions";
import { inviteMember } from "@/lib/accounts/invite-member";
import { makeBreakGlass } from "@/lib/accounts/make-break-glass";
import { withdrawInvitation } from "@/lib/accounts/withdraw-invitation";
import { action } from "@/lib/action";

/** Says nothing but the link, which the form shows once to copy. */
export const inviteMemberAction = action(inviteMember, { done: ({ link }) => link });
/** As the invitation: the link, shown once. */
export const makeBreakGlassAction = action(makeBreakGlass, { done: ({ link }) => link });
export const withdrawInvitationAction = action(withdrawInvitation, { done: "The invitation is withdrawn." });
export const changeRolesAction = action(changeRoles, { done: "The roles are changed." });
export const disableAccountAction = action(disableAccount, {
  done: "The account is disabled, and its sessions are ended.",
});
export const endMemberSessionsAction = action(endMemberSessions, {
  done: ({ ended }) => (ended === 1 ? "The session is ended." : `${ended} sessions are ended.`),
});
export const endEverybodysSessionsAction = action(endEverybodysSessions, {
  done: ({ ended }) => `The sessions of everybody else are ended, ${ended} of them. Yours goes on.`,
});
export const enableAccountAction = action(enableAccount, { done: "The account can sign in again." });
