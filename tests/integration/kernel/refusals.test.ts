import { expect, test } from "vitest";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { command, noTarget } from "@/lib/command";
import { db } from "@/lib/db";
import { forbidden } from "@/lib/errors";
import { refused } from "@/tests/support/outcomes";

/** As many as the pool has: while they are all held, whatever else wants one waits. */
const CONNECTIONS = 10;

test("a refusal is audited also where every connection is busy for longer than Prisma waits by itself", async () => {
  const held: Promise<unknown>[] = [];
  const busy = command({
    name: "tests.refuse-busily",
    permission: "accounts.sign-in",
    input: z.strictObject({}),
    target: noTarget,
    allow: () => true,
    async change() {
      // Prisma begins only what somebody waits for.
      for (let each = 0; each < CONNECTIONS; each += 1)
        held.push(db.$executeRaw`SELECT pg_sleep(2.3)`.then((rows) => rows));
      throw forbidden("Not like this.");
    },
  });
  await refused(busy(systemActor("sign-in"), {}), "forbidden", /Not like this/);
  await Promise.all(held);
  expect(await db.auditEvent.count({ where: { action: "tests.refuse-busily", outcome: "refused" } })).toBe(1);
});
