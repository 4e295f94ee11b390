"use server";

import { endAllOwnSessions } from "@/lib/accounts/end-all-own-sessions";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endOwnSession } from "@/lib/accounts/end-own-session";
import { removePasskey } from "@/lib/accounts/remove-passkey";
import { removePassword } from "@/lib/accounts/remove-password";
import { removeTotp } from "@/lib/accounts/remove-totp";
import { renamePasskey } from "@/lib/accounts/rename-passkey";
import { setNoticeAddress } from "@/lib/accounts/set-notice-address";
import { setPassword } from "@/lib/accounts/set-password";
import { action } from "@/lib/action";
import { giveBack } from "@/lib/register/give-back";

export const endOwnSessionAction = action(endOwnSession, {
  done: ({ forgotten }) =>
    forgotten
      ? "That session is ended, and its browser is a stranger again. If somebody else used it, look at your passkeys too."
      : "That session is ended.",
});
export const endOtherSessionsAction = action(endOtherSessions, {
  done: ({ ended }) => (ended === 1 ? "The other session is ended." : `${ended} other sessions are ended.`),
});
/** Also this one: what is left is to sign in again. */
export const endAllOwnSessionsAction = action(endAllOwnSessions, { to: () => "/sign-in?left=1" });
export const renamePasskeyAction = action(renamePasskey, { done: "It has its new name." });
export const removePasskeyAction = action(removePasskey, {
  to: ({ signedOut }) => (signedOut ? "/sign-in?to=/me" : null),
  done: ({ name }) => `“${name}” is removed; your other sessions have ended.`,
});
export const setPasswordAction = action(setPassword, {
  done: ({ changed }) =>
    changed ? "Your password is changed; your other sessions have ended." : "Your password is set.",
});
export const removePasswordAction = action(removePassword, {
  done: "Your password is removed; your other sessions have ended.",
});
export const removeTotpAction = action(removeTotp, {
  done: ({ name }) => `“${name}” is removed; your other sessions have ended.`,
});
export const setNoticeAddressAction = action(setNoticeAddress, {
  done: ({ email }) => (email ? `Notices go to ${email} too.` : "There is no second address now."),
});
export const giveBackAction = action(giveBack, {
  done: ({ tasks }) =>
    tasks.length > 0 ? "It is on its way out: the custodian removes it." : "It was never given.",
});
