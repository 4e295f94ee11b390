import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { jobKinds, schedules } from "@/lib/jobs";
import { listJobs } from "@/lib/operations/queries";
import { runAgain } from "@/lib/operations/run-again";
import { runJob } from "@/lib/operations/run-job";
import { startWorker } from "@/lib/worker";
import { recordActive, stateOf } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
async function work(): Promise<void> {
  stops.push(await startWorker());
}

const owner = () => world.people.aoife.actor;

describe("what comes back by the clock", () => {
  it("is in the queue's own calendar, and what was missed is made up for once", async () => {
    const rows = await db.$queryRaw<{ name: string; cron: string; options: { missed?: string } }[]>`
      SELECT name, cron, options FROM pgboss.schedule ORDER BY name`;
    expect(rows.map(({ name, cron }) => [name, cron])).toEqual(Object.entries(schedules).toSorted());
    expect(rows.every(({ options }) => options.missed === "once")).toBe(true);
  });

  it("ends what expired while the app was off, once, by itself, also with two instances", async () => {
    const [id = ""] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    await db.$executeRaw`UPDATE "Grant" SET "endsAt" = now() - interval '2 hours' WHERE id = ${id}::uuid`;
    // The calendar was last looked at three hours ago.
    await db.$executeRaw`UPDATE pgboss.version SET cron_on = now() - interval '3 hours'`;
    await Promise.all([work(), work()]);
    await expect.poll(() => stateOf(id), { timeout: 40_000 }).toBe("removal_due attested");
    expect(await db.task.count({ where: { kind: "revoke", grants: { some: { grantId: id } } } })).toBe(1);
  }, 60_000);

  it("is run now by an owner, and its page says what came of it", async () => {
    const [id = ""] = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Standard"] });
    await db.$executeRaw`UPDATE "Grant" SET "endsAt" = date_trunc('milliseconds', now()) WHERE id = ${id}::uuid`;
    await runJob(owner(), { kind: "register.expire-grants" });
    await work();
    await expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe("removal_due attested");
    await expect
      .poll(async () => (await listJobs(owner())).jobs.find((job) => job.kind === "register.expire-grants"), {
        timeout: 10_000,
      })
      .toMatchObject({ lastSaid: expect.stringMatching(/came to an end/), every: "Every minute" });
    expect((await listJobs(owner())).jobs).toHaveLength(jobKinds.length);
  }, 40_000);
});

describe("a job that was given up", () => {
  it("is shown with what it said, and is tried again by an owner", async () => {
    const [job] = await db.$queryRaw<{ id: string }[]>`
      INSERT INTO pgboss.job (name, data, state, retry_limit, retry_count, completed_on, output)
      VALUES ('notifications.deliver-mail', ${{ mailId: crypto.randomUUID() }}::jsonb, 'failed', 8, 8, now(),
        '{"message": "The mail server takes no mail today"}'::jsonb)
      RETURNING id`;
    const { failed } = await listJobs(owner());
    expect(failed).toMatchObject([{ id: job?.id, failure: "The mail server takes no mail today" }]);
    await refused(runAgain(world.people.ingrid.actor, { jobId: job?.id ?? "" }), "forbidden");
    await runAgain(owner(), { jobId: job?.id ?? "" });
    expect((await listJobs(owner())).failed).toEqual([]);
    await refused(runAgain(owner(), { jobId: job?.id ?? "" }), "not_found");
  });
});
