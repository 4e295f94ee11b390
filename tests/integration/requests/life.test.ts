import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { anyStep, broken, deedsIn, joinKite, nothingBroken, told } from "@/tests/support/access-life";
import { makeContact } from "@/tests/support/contacts";
import { confirmed } from "@/tests/support/proof";
import { makeWorld } from "@/tests/support/world";

let deeds: ReturnType<typeof deedsIn>;
beforeAll(async () => {
  const world = await makeWorld();
  await joinKite(world);
  deeds = deedsIn(world, (await makeContact(world.kite.id, "Carla Kite")).actor);
});

it("whatever people try in whatever order, nothing forbidden comes to be, and the audit log tells the tables", async () => {
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 30 }), async (steps) => {
      for (const step of steps) {
        const { command, actor, input } = await deeds[step.does](step);
        // The clock may run twice at once: the second finds nothing to do.
        const times = step.does === "expire" ? 2 : 1;
        try {
          await Promise.all(Array.from({ length: times }, () => confirmed(command, actor, input)));
          done.add(step.does);
        } catch (error) {
          // Refused in words, and nothing was changed; anything else is a bug.
          if (!(error instanceof AppError)) throw error;
        }
      }
      expect(await broken()).toEqual(nothingBroken);
      const { byLog, byTable } = await told();
      expect(byLog).toEqual(byTable);
    }),
    { numRuns: 15, seed: 20261126, endOnFailure: true },
  );
  // The sequences are not refusals alone: nearly everything was done by somebody at some time.
  expect(done.size, [...done].join()).toBeGreaterThanOrEqual(Object.keys(deeds).length - 3);
}, 120_000);
