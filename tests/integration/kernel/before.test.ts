import { expect, test } from "vitest";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { db } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { refused } from "@/tests/support/outcomes";

let asked = 0;
const inTransaction = async () => {
  const [row] = await db.$queryRaw<{ many: number }[]>`
    SELECT count(*)::int AS many FROM pg_stat_activity
    WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
  return row?.many;
};

const ask = command({
  name: "tests.ask-outside",
  permission: "accounts.sign-in",
  input: z.strictObject({ word: z.string() }),
  before: async ({ input }) => {
    asked += 1;
    if (input.word === "down") throw conflict("Nobody answers.");
    return { answer: `${input.word}, ${await inTransaction()} in a transaction` };
  },
  target: async (_tx, _input, _actor, { answer }) => ({ answer, inside: await inTransaction() }),
  allow: () => true,
  change: async ({ target }) => ({ result: target, audit: [] }),
});

test("what is outside is asked before the transaction begins, and what was heard goes in", async () => {
  expect(await ask(systemActor("sign-in"), { word: "yes" })).toEqual({
    answer: "yes, 0 in a transaction",
    inside: 1,
  });
});

test("for nobody who may not, and what it refuses is the command's refusal", async () => {
  const before = asked;
  await refused(ask(systemActor("mail"), { word: "yes" }), "forbidden");
  expect(asked).toBe(before);
  await refused(ask(systemActor("sign-in"), { word: "down" }), "conflict", /Nobody answers/);
});

test("within another command it is a mistake of ours", async () => {
  await expect(
    db.$transaction(async (tx) => ask.within(tx, systemActor("sign-in"), { word: "yes" })),
  ).rejects.toThrow(/inside of no other/);
});
