import { beforeAll, describe, expect, test } from "vitest";
import { addPasskey } from "@/lib/accounts/add-passkey";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { getForNewPasskey, listOwnPasskeys } from "@/lib/accounts/own-queries";
import { registrationOptions } from "@/lib/accounts/passkey-options";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import type { Actor } from "@/lib/auth/actor";
import { relyingParty } from "@/lib/auth/relying-party";
import { actorOf, door, firstOwner, prove, sessionOf, strangerLike } from "@/tests/support/accounts";
import { SoftwareAuthenticator } from "@/tests/support/software-authenticator";

let owner: Awaited<ReturnType<typeof firstOwner>>;
beforeAll(async () => {
  owner = await firstOwner();
});

/** Makes another passkey for `of`, handed in by `by`. */
async function add(
  of: Actor,
  by: Actor,
  how: Parameters<SoftwareAuthenticator["register"]>[1] = {},
  name = "Safe",
) {
  const { accountId, ...account } = await getForNewPasskey(of);
  const opened = await openChallenge(door, { purpose: "register", accountId });
  const options = await registrationOptions({ challenge: opened.challenge, ...account });
  const authenticator = new SoftwareAuthenticator(relyingParty().origin);
  const response = authenticator.register(options, how);
  const { challenge } = await takeChallenge(door, { challengeId: opened.id, purpose: "register" });
  await addPasskey(by, { name, challenge: { challenge, accountId }, response });
  return { authenticator, options };
}

describe("another passkey", () => {
  test("signs in to the same account, and the browser is told which ones there are", async () => {
    const { authenticator, options } = await add(owner.actor, owner.actor, {
      backupEligible: true,
      backedUp: true,
    });
    expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([owner.authenticator.credentialId]);
    expect(options.authenticatorSelection).toMatchObject({
      userVerification: "required",
      residentKey: "required",
    });
    const token = await sessionOf(await prove(authenticator, { backupEligible: true, backedUp: true }));
    expect((await actorOf(token))?.accountId).toBe(owner.actor.accountId);
    expect(await listOwnPasskeys(owner.actor)).toMatchObject([
      { synced: false },
      { name: "Safe", synced: true },
    ]);
  });

  test("is not added to somebody else's account", async () => {
    const stranger = await strangerLike(owner.actor);
    await expect(add(owner.actor, stranger)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is refused without its user verified, or without a name", async () => {
    await expect(add(owner.actor, owner.actor, { userVerified: false })).rejects.toThrow(
      /could not be checked/,
    );
    await expect(add(owner.actor, owner.actor, {}, " ")).rejects.toMatchObject({ code: "invalid_input" });
  });
});
