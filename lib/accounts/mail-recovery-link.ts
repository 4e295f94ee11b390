import { z } from "zod";
import { lockAccountByAddress } from "@/lib/accounts/account-by-address";
import { linkAddress } from "@/lib/accounts/link-address";
import { addressHasSettled, LINK_MINUTES } from "@/lib/accounts/recovery-rules";
import { canBeginSession } from "@/lib/accounts/rules";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { unavailable } from "@/lib/errors";
import { email } from "@/lib/input";
import { queueMail } from "@/lib/outbox";

/**
 * Mails the one-time link that opens an account together with a saved recovery code; alone it opens nothing, for a
 * mail is no factor. Whether there is such an account, and whether it has codes, nobody is told. No link goes to an
 * address that was changed in the last three days. Raises unavailable, for every address alike, where no mail leaves.
 */
export const mailRecoveryLink = command({
  name: "accounts.mail-recovery-link",
  permission: "accounts.sign-in",
  input: z.strictObject({ email: email() }),
  target: async (tx, input) => ({ account: await lockAccountByAddress(tx, input.email) }),
  allow: () => true,
  async change({ tx, actor, target: { account }, now }) {
    if (!env().SMTP_URL)
      throw unavailable("No mail leaves Keyholder, so this way is closed. Ask two administrators.");
    if (!account || account.codes === 0 || canBeginSession(account, now) !== true)
      return { result: null, audit: [] };
    const entry = { objectType: "account", objectId: account.id, objectName: account.personName };
    if (!addressHasSettled(account.emailChangedAt, now)) {
      return { result: null, audit: [{ ...entry, after: { linkMailed: false, why: "the address is new" } }] };
    }
    await tx.$executeRaw`
      UPDATE "OneTimeLink" SET "withdrawnAt" = now()
      WHERE kind = 'recover' AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL
        AND ("personId" = ${account.personId}::uuid OR "contactId" = ${account.contactId}::uuid)`;
    const token = randomToken();
    const [link] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "OneTimeLink" (kind, "tokenHash", "personId", "contactId", email, roles, "expiresAt")
      VALUES ('recover', ${sha256(token)}, ${account.personId}::uuid, ${account.contactId}::uuid, ${account.email},
        '{}', now() + make_interval(mins => ${LINK_MINUTES}))
      RETURNING id`;
    if (!link) throw new Error("The link was not saved.");
    const mail = {
      cause: `recovery link ${link.id}`,
      to: account.email,
      subject: "Get back into Keyholder",
      sealed: true,
      text: [
        `Hello ${account.personName},`,
        "",
        "Somebody has asked to get back into your account with a recovery code. Open this link and type one of the codes that you have saved. It works once, and for 30 minutes:",
        linkAddress("recover", token),
        "",
        "Without a code the link opens nothing. If this was not you, leave it alone and tell an owner of Keyholder.",
        `It was asked for from ${actor.ip ?? "an unknown address"}.`,
      ].join("\n"),
    };
    return {
      result: null,
      audit: [{ ...entry, after: { linkMailed: true } }],
      jobs: await queueMail(tx, [mail]),
    };
  },
});
