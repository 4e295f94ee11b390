import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { verifyChain } from "@/lib/audit/verify-chain";
import { followEnds } from "@/lib/closings/jobs";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { findSeen } from "@/lib/lifecycle/jobs";
import { broken, nothingBroken, told } from "@/tests/support/access-life";
import {
  anyComing,
  comingsIn,
  makeSmallStudio,
  nothingOutOfCause,
  outOfCause,
} from "@/tests/support/comings";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

it("whoever comes, moves, is away, leaves, and whatever work ends: nobody keeps what has no cause, and it is on one list", async () => {
  const done = new Set<string>();
  let all: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(anyComing, { minLength: 30, maxLength: 40 }), async (steps) => {
      const comings = comingsIn(world, await makeSmallStudio(world));
      all = Object.keys(comings);
      const tried: string[] = [];
      for (const step of steps) {
        const { command, actor, input } = await comings[step.does](step);
        try {
          await confirmed(command, actor, input);
          done.add(step.does);
          tried.push(step.does);
        } catch (error) {
          // Refused in words, and nothing was changed; anything else is a bug.
          if (!(error instanceof AppError)) throw error;
        }
        // What was found rather than given is taken back by the clock.
        await findSeen();
        await followEnds();
        expect({ tried, ...(await outOfCause()) }).toEqual({ tried, ...nothingOutOfCause });
      }
      expect({ tried, ...(await broken()) }).toEqual({ tried, ...nothingBroken });
      const { byLog, byTable } = await told();
      expect(byLog).toEqual(byTable);
    }),
    { numRuns: 12, seed: 20261127, endOnFailure: true },
  );
  expect(await verifyChain(db)).toMatchObject({ whole: true });
  // The sequences are not refusals alone: nearly everything was done at some time.
  expect(done.size, all.filter((each) => !done.has(each)).join()).toBeGreaterThanOrEqual(all.length - 3);
}, 180_000);
