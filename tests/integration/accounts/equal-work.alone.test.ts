import { beforeAll, expect, test, vi } from "vitest";
import { accountOfEmail, checkPassword } from "@/lib/accounts/check-password";
import { provePassword, WRONG_PASSWORD } from "@/lib/accounts/prove-password";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { door } from "@/tests/support/accounts";
import { givePassword, PASSWORD } from "@/tests/support/door";

/** What was hashed: the parameters of each hash that a password was compared with, and each hash that was made. */
const work: string[] = [];

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return {
    ...real,
    verify: (encoded: string, password: string) => {
      work.push(`verify ${encoded.split("$").slice(1, 4).join(" ")}, ${password.length} characters`);
      return real.verify(encoded, password);
    },
    hash: (password: string, cost: object) => {
      work.push("hash");
      return real.hash(password, cost);
    },
  };
});

const addressOf = (who: string) => `${who.replaceAll(" ", "-")}@studio.example`;

beforeAll(async () => {
  for (const who of ["known", "disabled", "gone", "without a password"]) {
    const { id } = await db.account.create({
      data: {
        roles: ["staff"],
        userHandle: crypto.getRandomValues(new Uint8Array(64)),
        disabledAt: who === "disabled" ? new Date() : null,
        person: {
          create: { name: who, email: addressOf(who), endedAt: who === "gone" ? new Date() : null },
        },
      },
    });
    if (who !== "without a password") await givePassword(id);
  }
});

/** A password that is tried, as the route does; gives what was hashed for it, and the refusal. */
async function tried(email: string, password: string): Promise<{ hashed: string[]; refusal: string }> {
  work.length = 0;
  const account = await accountOfEmail(door, email);
  const answer = provePassword(door, { email, ...(await checkPassword(door, account, password)) });
  const refusal = await answer.then(
    () => "",
    (error) => (error instanceof AppError ? error.message : Promise.reject(error)),
  );
  return { hashed: [...work], refusal };
}

// Nobody can be told apart by time where the work is the same (SEC-29, ASVS 6.3.8): so the work is compared, not a clock.
test("the same is hashed for whoever has an account, a password, or neither", async () => {
  const wrong = "eight herons over the wall";
  const asked: [string, string][] = [
    ["known", wrong],
    ["unknown", PASSWORD],
    ["without a password", PASSWORD],
    ["disabled", PASSWORD],
    ["disabled", wrong],
    ["gone", PASSWORD],
  ];
  const expected = `verify argon2id v=19 m=65536,t=2,p=1, ${PASSWORD.length} characters`;
  expect(wrong).toHaveLength(PASSWORD.length);
  for (const [who, password] of asked) {
    expect({ who, ...(await tried(addressOf(who), password)) }).toEqual({
      who,
      hashed: [expected],
      refusal: WRONG_PASSWORD,
    });
  }
  expect(await tried(addressOf("known"), PASSWORD)).toEqual({ hashed: [expected], refusal: "" });
});
