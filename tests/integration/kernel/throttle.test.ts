import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { errorResponse } from "@/lib/route";
import { countTry, giveBackTry, type LimitName, limits, TooManyTries } from "@/lib/throttle";

const LIMIT: LimitName = "password.account";
const { tries, windowSeconds, longestSeconds } = limits[LIMIT];
const KEY = "ola@studio.example";

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM rate_limit`;
});

const refusal = async (limit: LimitName = LIMIT, key = KEY): Promise<TooManyTries | null> => {
  try {
    await countTry(limit, key);
    return null;
  } catch (error) {
    if (error instanceof TooManyTries) return error;
    throw error;
  }
};

const many = (count: number, key = KEY) =>
  Promise.all(Array.from({ length: count }, () => refusal(LIMIT, key)));

/** As if the waiting were over. */
const passTime = () => db.$executeRaw`UPDATE rate_limit SET expire = 1 WHERE key NOT LIKE '%.waits:%'`;

const waitOf = (refused: TooManyTries | null | undefined) =>
  Math.round(((refused?.retryAt?.getTime() ?? 0) - Date.now()) / 1000);

describe("a limit on tries", () => {
  it("takes its allowance and not one more, however many come at once", async () => {
    const answers = await many(50);
    expect(answers.filter((answer) => answer === null)).toHaveLength(tries);
    expect(answers.filter((answer) => answer?.begins)).toHaveLength(1);
  });

  it("says when to try again, as a sentence and as a header", async () => {
    const refused = (await many(tries + 1)).find((answer) => answer !== null);
    expect(refused?.message).toMatch(/^Too many tries\. Try again in 5 minutes, at \d\d:\d\d UTC\.$/);
    const answer = errorResponse(refused);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(windowSeconds - 5);
    expect(await answer.json()).toMatchObject({ error: { code: "conflict", message: refused?.message } });
  });

  it("waits longer each time, up to its longest, and never for good", async () => {
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const answers = await many(tries + 3);
      expect(answers.filter((answer) => answer === null)).toHaveLength(tries);
      waits.push(waitOf(answers.find((answer) => answer?.begins)));
      await passTime();
    }
    const expected = [1, 2, 4, 8, 16, 32].map((times) => Math.min(longestSeconds, times * windowSeconds));
    for (const [round, wait] of waits.entries()) {
      expect(Math.abs(wait - (expected[round] ?? 0)), `round ${round}`).toBeLessThan(5);
    }
  });

  it("is not made longer by tries while it waits", async () => {
    await many(tries + 1);
    const before = await db.rateLimit.findMany({ select: { key: true, expire: true } });
    await many(20);
    expect(await db.rateLimit.findMany({ select: { key: true, expire: true } })).toEqual(before);
  });

  it("counts apart by key and by what is tried", async () => {
    await many(tries + 1);
    expect(await refusal(LIMIT, "bo@studio.example")).toBeNull();
    expect(await refusal("second-factor.account", KEY)).toBeNull();
  });

  it("gives back what was right, and nothing else", async () => {
    for (let round = 0; round < 2 * tries; round += 1) {
      expect(await refusal()).toBeNull();
      await giveBackTry(LIMIT, KEY);
    }
    await many(tries - 1);
    expect(await refusal()).toBeNull();
    await giveBackTry(LIMIT, KEY);
    expect(await refusal()).toBeNull();
    expect(await refusal()).not.toBeNull();
  });

  it("stands in the database, without whom it is about", async () => {
    await many(2);
    const rows = await db.rateLimit.findMany();
    expect(rows).toMatchObject([{ points: 2 }]);
    expect(rows[0]?.key).toMatch(/^password\.account:[0-9a-f]{64}$/);
  });
});
