import { z } from "zod";
import { aboutLink, beginAccount } from "@/lib/accounts/begin-account";
import { lockLink } from "@/lib/accounts/links";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { refusedAs } from "@/lib/accounts/refused-as";
import { canUseLink, passkeyName } from "@/lib/accounts/rules";
import { savePasskey } from "@/lib/accounts/save-passkey";
import { registrationResponse } from "@/lib/auth/passkey-input";
import { verifyMadePasskey } from "@/lib/auth/verify-passkey";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { email, id, line } from "@/lib/input";

/**
 * Uses a one-time link, once: the account begins, with the passkey that was just made and verified, and its
 * login ticket is given back. By the setup link the owner says who they are; an invitation knows it.
 */
export const acceptLink = command({
  name: "accounts.accept-link",
  permission: "accounts.sign-in",
  input: z.strictObject({
    token: line(200),
    challenge: z.strictObject({
      challenge: line(200),
      linkId: id(),
      userHandle: z.instanceof(Uint8Array<ArrayBuffer>),
    }),
    name: line().optional(),
    email: email().optional(),
    response: registrationResponse,
    userAgent: line(400).nullable(),
  }),
  target: async (tx, { token }) => ({ link: await lockLink(tx, token) }),
  allow: ({ target: { link }, now }) => canUseLink(link, now),
  async change({ tx, actor, input, target: { link }, now }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    const about = aboutLink(link);
    if (link.id !== input.challenge.linkId) {
      throw forbidden("This passkey was made for another link. Open the link again.", about);
    }
    const made = await verifyMadePasskey(input.response, input.challenge.challenge).catch(refusedAs(about));
    if (link.breakGlass && made.backupEligible) {
      throw forbidden(
        "This passkey is copied between devices. A break-glass account needs one that stays on its device: a security key.",
        about,
      );
    }
    const { userHandle } = input.challenge;
    const account = await beginAccount(tx, link, { userHandle }, { who: input, ip: actor.ip, now });
    const source = link.kind === "setup" ? "setup" : "invite";
    const passkey = await savePasskey(tx, account.id, passkeyName(input.userAgent), made, source);
    const proved = { method: "passkey", factor: `passkey ${passkey.name}`, passkeyId: passkey.id };
    const begun = { accountId: account.id, firstFactor: "passkey" as const, proved };
    const ticket = await savePendingSignIn(tx, begun, "passkey");
    return {
      result: { token: ticket },
      audit: [
        { ...about, after: { usedBy: account.name } },
        {
          objectType: "account",
          objectId: account.id,
          objectName: account.name,
          after: {
            roles: link.roles,
            passkey: passkey.name,
            synced: made.backedUp,
            ...(link.breakGlass ? { breakGlass: true } : {}),
          },
        },
      ],
    };
  },
});
