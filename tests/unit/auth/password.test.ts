import { parseOptions, verify } from "@node-rs/argon2";
import { expect, test, vi } from "vitest";
import { fewAtOnce } from "@/lib/auth/few-at-once";
import {
  hashPassword,
  isOutdatedHash,
  verifyPassword,
  wastePasswordTime,
  whyNotPassword,
} from "@/lib/auth/password";

vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});

// Where this studio has Keyholder, and who its mails come from.
vi.stubEnv("DATABASE_URL", "postgresql://nowhere.invalid/none");
vi.stubEnv("KEYHOLDER_URL", "https://keys.northlight.example");
vi.stubEnv("MAIL_FROM", "Aurora Marketing <access@mail.example>");

const context = ["Ola Nordin", "ola.nordin@studio.example", null];
const good = "tulip over harbour 9 kites";

test("a password is verified exactly as typed, whatever form its characters came in", async () => {
  const encoded = await hashPassword("Größe ist nicht alles ");
  expect(encoded).toMatch(/^\$argon2id\$v=19\$m=65536,t=2,p=1\$/);
  expect(await verifyPassword(encoded, "Größe ist nicht alles ".normalize("NFD"))).toBe(true);
  expect(await verifyPassword(encoded, "Größe ist nicht alles")).toBe(false);
  expect(await verifyPassword(encoded, "größe ist nicht alles ")).toBe(false);
});

test("nothing is cut off: the 128th character counts", async () => {
  const long = "å".repeat(127);
  const encoded = await hashPassword(`${long}a`);
  expect(await verifyPassword(encoded, `${long}b`)).toBe(false);
  expect(await verifyPassword(encoded, long)).toBe(false);
  expect(await verifyPassword(encoded, `${long}a`)).toBe(true);
});

test("an account that is not there costs what one costs that is: a hash of the same measure", async () => {
  vi.mocked(verify).mockClear();
  expect(await wastePasswordTime(good)).toBe(false);
  const [[encoded = ""] = []] = vi.mocked(verify).mock.calls;
  expect(parseOptions(encoded)).toEqual(parseOptions(await hashPassword(good)));
});

test("a hash of a lower cost is told apart", async () => {
  expect(isOutdatedHash(await hashPassword(good))).toBe(false);
  expect(isOutdatedHash(`$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`)).toBe(true);
});

test("so many run, so many wait, more are turned away, and then there is room again", async () => {
  const inTurn = fewAtOnce(2, 3);
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, 5));
    running -= 1;
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => inTurn(work)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(outcomes[8]).toMatchObject({ reason: { code: "unavailable" } });
  expect(most).toBe(2);
  await expect(inTurn(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(inTurn(async () => "done")).resolves.toBe("done");
});

test.each([
  good,
  "correct horse battery staple",
  "x7Kp2m!Qv9Lr4tZ",
  "Der Kaffee war schon wieder kalt",
  "снег лежит на крыше дома",
  "                three words in spaces",
  "🦊🐢🌋🚲🍋🎻🪁🧊🐙🌵🛶🎈🐝🥕🪐",
])("%s may be used", async (password) => {
  expect(await whyNotPassword(password, context)).toBeNull();
});

test.each([
  ["fourteen chars", /at least 15 characters.*This has 14/],
  ["🦊🐢🌋🚲🍋🎻🪁🧊🐙🌵🛶🎈🐝🥕", /This has 14/],
  ["b".repeat(129), /at most 128 characters. This has 129/],
  ["half a character \uD83D", /not whole/],
  ["passwordpassword1", /tried first/],
  ["qwertyuiopasdfghjkl", /tried first/],
  ["1234567890123456789", /tried first/],
  ["iloveyouiloveyou", /tried first/],
  ["aaaaaaaaaaaaaaaaaaaa", /tried first/],
  ["Keyholder-2026-Studio", /names that anybody would try/],
  ["OlaNordin2026!!!", /names that anybody would try/],
  ["ola.nordin@studio.example", /names that anybody would try/],
  ["northlightstudio1", /names that anybody would try/],
  ["Keys-Northlight-2026", /names that anybody would try/],
  ["AuroraMarketing2026", /names that anybody would try/],
])("%s may not", async (password, why) => {
  expect(await whyNotPassword(password, context)).toMatch(why);
});
