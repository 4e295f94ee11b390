import fc from "fast-check";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyChain } from "@/lib/audit/verify-chain";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { expireGrants } from "@/lib/register/expire-grants";
import {
  anyStep,
  broken,
  type Call,
  call,
  deedsIn,
  joinKite,
  nothingBroken,
  told,
  tryers,
} from "@/tests/support/access-life";
import { makeContact } from "@/tests/support/contacts";
import { recordActive } from "@/tests/support/grants";
import { type Heard, type Instance, startInstance } from "@/tests/support/instances";
import { makeWorld, type World } from "@/tests/support/world";

/*
 * Two instances of Keyholder on one database, all commands at once on the same objects (SEC-93 a to c and g, SEC-96). The
 * clock of one is two minutes ahead and the other's two minutes behind (SEC-97); one of them is killed in the middle
 * of it. The sequence is the same in each run: the interleaving is not.
 */
const SEED = 20261126;
const ROUNDS = 20;
const AT_ONCE = 6;
const TWO_MINUTES = 120_000;

let world: World;
let deeds: ReturnType<typeof deedsIn>;
let mails: SMTPServer;
const received: string[] = [];
let instances: [ahead: Instance, behind: Instance];
let settings: Record<string, string>;
let begunAt: Date;

const now = async (): Promise<Date> => {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT now()`;
  return row?.now ?? new Date(0);
};

beforeAll(async () => {
  world = await makeWorld();
  await joinKite(world, tryers);
  deeds = deedsIn(world, (await makeContact(world.kite.id, "Carla Kite")).actor);
  mails = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _, done) {
      let content = "";
      stream.on("data", (part) => {
        content += part;
      });
      stream.on("end", () => {
        received.push(/^Message-ID: <([^@]+)@/im.exec(content)?.[1] ?? content);
        done();
      });
    },
  });
  await new Promise<void>((listening) => mails.listen(0, "127.0.0.1", listening));
  const address = mails.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port.");
  settings = { SMTP_URL: `smtp://127.0.0.1:${address.port}` };
  begunAt = await now();
  instances = await Promise.all([
    startInstance(TWO_MINUTES, settings),
    startInstance(-TWO_MINUTES, settings),
  ]);
});

afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.kill()));
  await new Promise<void>((closed) => mails.close(closed));
});

type Sent = { call: Call; key: string; heard: [Heard, Heard] };

/** The same command to both instances at once: of the same person with one key, or of two people. */
async function race(call: Call, key: string, rival: Call | null): Promise<Sent[]> {
  const [ahead, behind] = instances;
  if (!rival) {
    const heard = await Promise.all([ahead.send(call, key), behind.send(call, key)]);
    return [{ call, key, heard }];
  }
  const [first, second] = await Promise.all([ahead.send(call, key), behind.send(rival, key)]);
  return [
    { call, key, heard: [first, null] },
    { call: rival, key, heard: [null, second] },
  ];
}

const done = (heard: Heard): heard is { id: number; result: unknown } => heard !== null && "result" in heard;

/** A call of somebody else. */
const by = (call: Call, place: number): Call =>
  call.actor.kind !== "person"
    ? call
    : { ...call, actor: world.people[tryers[place % tryers.length] ?? "aoife"].actor };

/** Tasks that were done, or confirmed, once more without having been opened again. */
const doneTwice = () => db.$queryRaw<unknown[]>`
  SELECT "objectId", state FROM (
    SELECT "objectId", after ->> 'state' AS state,
      lag(after ->> 'state') OVER (PARTITION BY "objectId" ORDER BY seq) AS before
    FROM "AuditEvent" WHERE "objectType" = 'task' AND outcome = 'done' AND after ? 'state') e
  WHERE state = before AND state IN ('attested', 'verified')`;

/** What was written at a time that was not: before the test began, or after this moment. */
const outOfTime = () => db.$queryRaw<unknown[]>`
  SELECT * FROM (
    SELECT 'event' AS what, at FROM "AuditEvent" WHERE "actorName" NOT IN ('catalogue')
    UNION ALL SELECT 'step', at FROM "GrantTransition"
    UNION ALL SELECT 'task', "createdAt" FROM "Task"
    UNION ALL SELECT 'decision', "decidedAt" FROM "RequestItem"
    UNION ALL SELECT 'notice', "createdAt" FROM "Notification"
    UNION ALL SELECT 'emergency', "takenAt" FROM "EmergencyAccess") w
  WHERE at < ${begunAt} OR at > now()`;

test("two instances, all commands at once on the same objects, one of them killed in the middle", async () => {
  const steps = fc.sample(anyStep, { seed: SEED, numRuns: ROUNDS * AT_ONCE });
  const sent: Sent[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const calls: Call[] = [];
    for (const step of steps.slice(round * AT_ONCE, (round + 1) * AT_ONCE))
      calls.push(await deeds[step.does](step));
    const racing = calls.map((call, place) =>
      race(call, `${round}-${place}`, place % 2 === 0 ? null : by(call, round + place)),
    );
    if (round === ROUNDS / 2) await instances[1].kill();
    sent.push(...(await Promise.all(racing)).flat());
    if (round === ROUNDS / 2) instances[1] = await startInstance(-TWO_MINUTES, settings);
  }

  // What was acknowledged is there, with the answer that was given (SEC-93 a); the same twice is one effect (SEC-96).
  const receipts = new Map((await db.commandReceipt.findMany()).map(({ key, result }) => [key, result]));
  const acknowledged = sent.flatMap(({ call: { actor }, key, heard }) =>
    heard.filter(done).map(({ result }) => ({ key: `${actor.accountId ?? actor.name}:${key}`, result })),
  );
  for (const { key, result } of acknowledged)
    expect({ key, result: receipts.get(key) ?? null }).toEqual({ key, result: result ?? null });
  // Refusals alone would show nothing: nearly every command was done by somebody.
  const names = new Set(
    sent.flatMap(({ call, heard }) => (heard.some(done) ? [call.command.commandName] : [])),
  );
  expect(names.size, [...names].join()).toBeGreaterThan(10);

  // Whatever nobody answered is there whole or not at all (b); nobody decided their own, nothing is held twice (c).
  expect(await broken()).toEqual(nothingBroken);
  const { byLog, byTable } = await told();
  expect(byLog).toEqual(byTable);
  expect(await doneTwice()).toEqual([]);
  expect(await outOfTime()).toEqual([]);
  expect(await verifyChain(db)).toMatchObject({ whole: true });

  // Each mail goes out, once; whoever is killed between sending and saying so may send that one again (g).
  const unsent = () => db.outboxMail.count({ where: { sentAt: null } });
  await expect.poll(() => db.notification.count({ where: { routedAt: null } }), { timeout: 30_000 }).toBe(0);
  await expect.poll(unsent, { timeout: 30_000 }).toBe(0);
  const mailed = (await db.outboxMail.findMany({ select: { id: true } })).map(({ id }) => id);
  expect(mailed.length).toBeGreaterThan(10);
  expect(new Set(received)).toEqual(new Set(mailed));
  expect(received.length - mailed.length).toBeLessThanOrEqual(1);
}, 120_000);

test("what ends in a minute is not taken back by an instance that is two minutes ahead, and once when it has ended", async () => {
  const place = { who: "omar", asset: "northwindAds", roles: ["Standard"] } as const;
  const [grantId] = await recordActive(world, { ...place, roles: [...place.roles] });
  const ends = (after: string) =>
    db.$executeRaw`UPDATE "Grant" SET "endsAt" = now() + ${after}::interval WHERE id = ${grantId}::uuid`;
  const expire = (which: Instance, key: string) =>
    which.send(call(expireGrants, systemActor("clock"), {}), key);
  const state = async () => (await db.grant.findUniqueOrThrow({ where: { id: grantId ?? "" } })).state;

  await ends("1 minute");
  await expire(instances[0], "early");
  expect(await state()).toBe("active");

  await ends("-1 second");
  await Promise.all([expire(instances[0], "ahead"), expire(instances[1], "behind")]);
  expect(await state()).toBe("removal_due");
  expect(await db.taskGrant.count({ where: { grantId: grantId ?? "", effect: "remove" } })).toBe(1);
});
