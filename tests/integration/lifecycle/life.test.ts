import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { columnsOfPeople, pointers, pointingToGone } from "@/tests/support/pointers";
import { confirmed } from "@/tests/support/proof";
import { anyStayStep, brokenStays, noBrokenStays, settleIn, stayDeedsIn } from "@/tests/support/stay-life";
import { makeWorld } from "@/tests/support/world";

let deeds: ReturnType<typeof stayDeedsIn>;
beforeAll(async () => {
  const world = await makeWorld();
  await settleIn(world);
  deeds = stayDeedsIn(world);
});

it("says of every column that points to a person whether it may point to somebody who has left", async () => {
  expect(await columnsOfPeople()).toEqual(Object.keys(pointers).toSorted());
});

it("whoever joins, leaves, goes away and returns in whatever order: nobody keeps a key, and nothing points to the gone", async () => {
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyStayStep, { minLength: 25, maxLength: 40 }), async (steps) => {
      for (const step of steps) {
        const { command, actor, input } = await deeds[step.does](step);
        try {
          await confirmed(command, actor, input);
          done.set(step.does, (done.get(step.does) ?? 0) + 1);
        } catch (error) {
          // Refused in words, and nothing was changed; anything else is a bug.
          if (!(error instanceof AppError)) throw error;
        }
      }
      expect(await brokenStays()).toEqual(noBrokenStays);
      expect(await pointingToGone()).toEqual([]);
    }),
    { numRuns: 12, seed: 20261126, endOnFailure: true },
  );
  // The sequences are not refusals alone.
  expect(done.size, [...done].join()).toBeGreaterThanOrEqual(Object.keys(deeds).length - 1);
}, 120_000);
