import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { cancelClosing } from "@/lib/closings/cancel-closing";
import { issueCertificate } from "@/lib/closings/issue-certificate";
import { settleClosing } from "@/lib/closings/settle-closing";
import { startClosing } from "@/lib/closings/start-closing";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { attestTask } from "@/lib/register/attest-task";
import { recordGrant } from "@/lib/register/record-grant";
import { inDays, leftNothing } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

type Place = { clientId: string; engagementIds: string[]; assetIds: string[] };
const places = ["own", "other"] as const;

/** A client with two engagements and two accounts. */
async function makeClient(): Promise<Place> {
  const mark = crypto.randomUUID().slice(0, 8);
  const engagement = (name: string) => ({ name, startsOn: new Date("2026-01-01") });
  const client = await db.client.create({
    data: {
      name: mark,
      nameKey: mark,
      engagements: { create: [engagement("One"), engagement("Two")] },
      assets: {
        create: places.map((name) => ({
          ...{ platformId: "ga4", type: "property", name },
          externalId: String(Math.floor(1e8 + Math.random() * 8e8)),
        })),
      },
    },
    include: { engagements: true, assets: true },
  });
  return {
    clientId: client.id,
    engagementIds: client.engagements.map((each) => each.id),
    assetIds: client.assets.map((each) => each.id),
  };
}

const step = fc.oneof(
  fc.record({
    does: fc.constant("give" as const),
    who: fc.constantFrom("omar" as const, "tariq" as const, "hannah" as const, "priya" as const),
    asset: fc.nat({ max: 1 }),
    /** 2: under no engagement. */
    engagement: fc.nat({ max: 2 }),
  }),
  fc.record({ does: fc.constant("close" as const), engagement: fc.nat({ max: 2 }), later: fc.boolean() }),
  fc.record({ does: fc.constantFrom("cancel" as const, "settle" as const, "finish" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one step; what is refused in words is no change. */
async function take(of: Place, each: Step): Promise<void> {
  const { ingrid } = world.people;
  const open = await db.closing.findFirst({
    where: { clientId: of.clientId, cancelledAt: null, certifiedAt: null },
    select: { id: true },
  });
  const closingId = open?.id ?? crypto.randomUUID();
  if (each.does === "give") {
    const { personId } = world.people[each.who];
    const engagementId = of.engagementIds[each.engagement];
    await recordGrant(systemActor("demo"), {
      grants: [
        {
          ...{ personId, assetId: of.assetIds[each.asset] ?? "", roleIds: [world.role("ga4", "Viewer")] },
          ...(engagementId ? { engagementId } : {}),
          ...{
            purpose: "Work",
            startsAt: inDays(-1 / 24 / 3600),
            endsAt: inDays(90),
            state: "active",
            proof: "attested",
          },
          how: "seen in the list of users",
        },
      ],
    });
  } else if (each.does === "close") {
    await startClosing(ingrid.actor, {
      clientId: of.clientId,
      engagementId: of.engagementIds[each.engagement] ?? null,
      ...(each.later ? { lastMoment: inDays(5) } : {}),
    });
  } else if (each.does === "cancel") await cancelClosing(ingrid.actor, { closingId, reason: "Goes on." });
  else if (each.does === "settle") await settleClosing(systemActor("clock"), {});
  else {
    const tasks = await db.task.findMany({
      where: { causeId: closingId, state: "open" },
      select: { id: true },
    });
    for (const { id: taskId } of tasks)
      await attestTask(ingrid.actor, {
        ...{ taskId, outcome: "done", note: "Removed.", followUps: await leftNothing(taskId) },
      });
    await issueCertificate(ingrid.actor, { closingId });
  }
}

/** Keys that live on though nothing carries them any more, and removals that nobody has on their list. */
const lost = (clientId: string) => db.$queryRaw<{ id: string; why: string }[]>`
  SELECT g.id, 'held after its end' AS why FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
  WHERE a."clientId" = ${clientId}::uuid AND g.state IN ('to_grant', 'invited', 'active') AND (
    EXISTS (SELECT 1 FROM "Engagement" e WHERE e.id = g."engagementId" AND e."endedAt" IS NOT NULL
      AND g."createdAt" <= e."endedAt")
    OR EXISTS (SELECT 1 FROM "Closing" d WHERE d."clientId" = a."clientId" AND d."cancelledAt" IS NULL
      AND (d.everything OR d."engagementId" = g."engagementId") AND d."settledAt" >= g."createdAt")
    OR EXISTS (SELECT 1 FROM "Closing" d WHERE d."clientId" = a."clientId" AND d."cancelledAt" IS NULL
      AND (d.everything OR d."engagementId" = g."engagementId") AND d."startedAt" >= g."createdAt"))
  UNION ALL
  SELECT g.id, 'on no list' FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
  WHERE a."clientId" = ${clientId}::uuid AND g.state IN ('removal_due', 'removal_requested', 'waiting_for_platform')
    AND NOT EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
      WHERE tg."grantId" = g.id AND tg.effect = 'remove'
        AND t.state IN ('open', 'invited', 'waiting_for_platform'))`;

/** How each life ends: with the end of all work for the client, where no other end is under way. */
const ending: Step[] = [
  { does: "close", engagement: 2, later: false },
  { does: "settle" },
  { does: "finish" },
];

it("whatever the order of ends, nothing is held without a running engagement that is on no worklist", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      const of = await makeClient();
      for (const each of [...steps, ...ending]) {
        await take(of, each).catch((error) => {
          if (!(error instanceof AppError)) throw error;
        });
        expect(await lost(of.clientId)).toEqual([]);
      }
    }),
    { numRuns: 25, endOnFailure: false },
  );
  // The runs have really given, ended and certified.
  expect(await db.grant.count({ where: { state: "removed" } })).toBeGreaterThan(0);
  expect(await db.closing.count({ where: { certifiedAt: { not: null } } })).toBeGreaterThan(0);
}, 120_000);
