import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getHalfDone } from "@/lib/accounts/half-done";
import { inviteMember } from "@/lib/accounts/invite-member";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { openSecondKey } from "@/lib/accounts/open-second-key";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { proveSecondKey } from "@/lib/accounts/prove-second-key";
import { tryKey } from "@/lib/accounts/sign-in-tries";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { liveSession } from "@/lib/auth/live-session";
import { relyingParty } from "@/lib/auth/relying-party";
import { db } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { door, firstOwner, join, sessionOf, tokenOf } from "@/tests/support/accounts";
import { fiftyAtOnce, refused } from "@/tests/support/outcomes";
import { SoftwareAuthenticator } from "@/tests/support/software-authenticator";

const EMAIL = "ola@studio.example";

type Used = Parameters<SoftwareAuthenticator["authenticate"]>[1];
let accountId: string;
let key: SoftwareAuthenticator;
/** Somebody else's, of the same studio. */
let marias: { accountId: string; key: SoftwareAuthenticator };

beforeAll(async () => {
  const owner = await firstOwner({ name: "Ola Nordin", email: EMAIL });
  accountId = owner.actor.accountId ?? "";
  key = owner.authenticator;
  const maria = { name: "Maria Costa", email: "maria@studio.example", roles: ["staff" as const] };
  const { link } = await inviteMember(systemActor("operator"), maria);
  const { authenticator } = await join(tokenOf(link));
  const account = await db.account.findFirstOrThrow({ where: { person: { email: maria.email } } });
  marias = { accountId: account.id, key: authenticator };
});

beforeEach(async () => {
  key.counter = 0;
  await db.$executeRaw`DELETE FROM rate_limit`;
  await db.$executeRaw`UPDATE "Passkey" SET "signCount" = 0, "removedAt" = NULL`;
});

/** A half-done sign-in whose first factor was a password. */
function halfDone(ofAccount = accountId): Promise<string> {
  const proved = { method: "password", factor: "password" };
  const begun = { accountId: ofAccount, firstFactor: "password" as const, proved };
  return db.$transaction((tx) => savePendingSignIn(tx, begun, null));
}

/** Sends an answer to the half-done sign-in of a token, as the route does. */
async function sendAnswer(
  token: string,
  challengeId: string,
  response: ReturnType<SoftwareAuthenticator["authenticate"]>,
): Promise<void> {
  const waiting = await getHalfDone(door, token);
  if (!waiting) throw new Error("Nothing waits for a second factor.");
  await tryKey(door, waiting, async () => {
    const { challenge, pendingId } = await takeChallenge(door, { challengeId, purpose: "second_factor" });
    if (!pendingId) throw conflict("This was begun in another place. Begin again.");
    await proveSecondKey(door, { token, challenge: { challenge, pendingId }, response });
  });
}

/** Uses a key in a half-done sign-in; its challenge may have been opened for another one. */
async function answerWith(token: string, how: Used = {}, by = key, openedFor = token): Promise<void> {
  const { challengeId, challenge } = await openSecondKey(door, { token: openedFor });
  await sendAnswer(token, challengeId, by.authenticate({ challenge }, how));
}

const refusals = () =>
  db.auditEvent.findMany({
    where: { outcome: "refused", action: "accounts.prove-second-key" },
    orderBy: { seq: "desc" },
  });

/** The newest mails to the holder, whose password may be known. */
const toldSince = async (before: number) => {
  const mails = await db.outboxMail.findMany({ where: { toAddress: EMAIL }, orderBy: { id: "asc" } });
  return mails.slice(before).map(({ subject }) => subject);
};
const mailsNow = () => db.outboxMail.count({ where: { toAddress: EMAIL } });

const TRIED = "Somebody tried to sign in to your Keyholder account";

describe("a security key after a password", () => {
  test("completes the sign-in, which says by what; its counter goes on", async () => {
    const token = await halfDone();
    await answerWith(token, { counter: 7 });
    const session = await liveSession(await sessionOf(token));
    expect(session).toMatchObject({ way: "password_key", amr: ["password", "security key"] });
    expect(await db.passkey.findFirstOrThrow({ where: { accountId } })).toMatchObject({ signCount: 7n });
  });

  test("is asked for by name, those of the account alone; it need not say whose it is", async () => {
    const token = await halfDone();
    const { allow } = await openSecondKey(door, { token });
    expect(allow.map(({ id }) => id)).toEqual([key.credentialId]);
    await answerWith(token, { userHandle: "" });
    expect(await liveSession(await sessionOf(token))).not.toBeNull();
  });

  test("fifty times at once completes it once", async () => {
    const token = await halfDone();
    const { challengeId, challenge } = await openSecondKey(door, { token });
    const response = key.authenticate({ challenge });
    const { pendingId } = await db.authChallenge.findUniqueOrThrow({ where: { id: challengeId } });
    const sent = { challenge, pendingId: pendingId ?? "" };
    const answers = await fiftyAtOnce(() => proveSecondKey(door, { token, challenge: sent, response }));
    expect(answers).toEqual({ done: 1, refused: 49 });
  });

  type Wrong = [what: string, words: RegExp, use: (token: string) => Promise<void>, alsoTold?: string];
  const wrong: Wrong[] = [
    [
      "without its user verified",
      /could not be checked/,
      (token) => answerWith(token, { userVerified: false }),
    ],
    [
      "without its user present",
      /could not be checked/,
      (token) => answerWith(token, { userPresent: false }),
    ],
    [
      "for another origin",
      /could not be checked/,
      (token) => answerWith(token, { origin: "https://keyholder.example.net" }),
    ],
    ["for another domain", /could not be checked/, (token) => answerWith(token, { rpId: "example.net" })],
    [
      "from inside another site's frame",
      /inside another site/,
      (token) => answerWith(token, { crossOrigin: true }),
    ],
    [
      "that says that it is somebody else's",
      /another account/,
      (token) => answerWith(token, { userHandle: "AAAA" }),
    ],
    ["of somebody else", /belongs to another account/, (token) => answerWith(token, {}, marias.key)],
    [
      "that nobody knows",
      /belongs to another account/,
      (token) => answerWith(token, {}, new SoftwareAuthenticator(relyingParty().origin)),
    ],
    [
      "that was removed",
      /belongs to another account/,
      async (token) => {
        const { challengeId, challenge } = await openSecondKey(door, { token });
        await db.passkey.updateMany({ where: { accountId }, data: { removedAt: new Date() } });
        await sendAnswer(token, challengeId, key.authenticate({ challenge }));
      },
    ],
    [
      "for the challenge of another sign-in of one's own",
      /begun in another sign-in/,
      async (token) => answerWith(token, {}, key, await halfDone()),
    ],
    [
      "for the challenge of somebody else's sign-in",
      /begun in another sign-in/,
      async (token) => answerWith(token, {}, key, await halfDone(marias.accountId)),
    ],
    [
      "whose answer was for an earlier challenge",
      /could not be checked/,
      async (token) => {
        const first = await openSecondKey(door, { token });
        const second = await openSecondKey(door, { token });
        await sendAnswer(token, second.challengeId, key.authenticate({ challenge: first.challenge }));
      },
    ],
    [
      "that answers rightly with a counter that went backwards",
      /counter went backwards/,
      async (token) => {
        await db.passkey.updateMany({ where: { accountId }, data: { signCount: 9 } });
        await answerWith(token, { counter: 8 });
      },
      "A passkey of your Keyholder account may have been copied",
    ],
  ];
  test.each(wrong)(
    "%s is refused and audited, its holder is told, and the right one is still taken",
    async (...row) => {
      const [, words, use, alsoTold] = row;
      const [token, mails, before] = [await halfDone(), await mailsNow(), (await refusals()).length];
      await refused(use(token), "forbidden", words);
      const [last, ...earlier] = await refusals();
      expect(earlier).toHaveLength(before);
      expect(last).toMatchObject({
        objectType: "account",
        objectId: accountId,
        objectName: "Ola Nordin",
        ip: "192.0.2.7",
      });
      expect(last?.reason).toMatch(words);
      expect((await toldSince(mails)).toSorted()).toEqual(
        [...(alsoTold ? [alsoTold] : []), TRIED].toSorted(),
      );
      await expect(sessionOf(token)).rejects.toThrow(/already finished/);

      await db.$executeRaw`UPDATE "Passkey" SET "signCount" = 0, "removedAt" = NULL`;
      await answerWith(token, { counter: 0 });
      expect(await liveSession(await sessionOf(token))).toMatchObject({ way: "password_key" });
    },
  );
});

describe("an answer", () => {
  test("is taken once: sent again it finds neither its challenge nor its half-done sign-in", async () => {
    const token = await halfDone();
    const { challengeId, challenge } = await openSecondKey(door, { token });
    const { pendingId } = await db.authChallenge.findUniqueOrThrow({ where: { id: challengeId } });
    const response = key.authenticate({ challenge });
    await sendAnswer(token, challengeId, response);
    const again = { challengeId, purpose: "second_factor" as const };
    await refused(takeChallenge(door, again), "forbidden", /already sent/);
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      action: "accounts.take-challenge",
      outcome: "refused",
      objectId: accountId,
      objectName: "Ola Nordin",
    });
    const replayed = { token, challenge: { challenge, pendingId: pendingId ?? "" }, response };
    await refused(proveSecondKey(door, replayed), "unauthenticated", /Begin again/);
  });

  test("to the challenge of a sign-in without a password completes none with one, and the reverse", async () => {
    const token = await halfDone();
    const alone = await openChallenge(door, { purpose: "sign_in" });
    await refused(sendAnswer(token, alone.id, key.authenticate(alone)), "forbidden", /something else/);
    const second = await openSecondKey(door, { token });
    const swapped = { challengeId: second.challengeId, purpose: "sign_in" as const };
    await refused(takeChallenge(door, swapped), "forbidden");
  });

  test("has five tries in one half-done sign-in, and its holder is told once", async () => {
    const [token, mails] = [await halfDone(), await mailsNow()];
    const waiting = await getHalfDone(door, token);
    if (!waiting) throw new Error("Nothing waits for a second factor.");
    for (let round = 0; round < 5; round += 1) {
      await refused(answerWith(token, {}, marias.key), "forbidden");
    }
    expect(await getHalfDone(door, token)).toBeNull();
    await refused(
      tryKey(door, waiting, () => Promise.reject(new Error("It was checked."))),
      "unauthenticated",
      /five tries/,
    );
    expect(await toldSince(mails)).toEqual([TRIED]);
  });
});
