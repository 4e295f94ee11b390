import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { liftHold } from "@/lib/lifecycle/lift-hold";
import { placeHold } from "@/lib/lifecycle/place-hold";
import { getCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { getHold } from "@/lib/lifecycle/queries/get-hold";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { removeNotices } from "@/lib/notifications/remove-notices";
import { attestTask } from "@/lib/register/attest-task";
import { getTask } from "@/lib/register/queries/get-task";
import { removeDrafts } from "@/lib/requests/remove-drafts";
import { inDays, leftNothing } from "@/tests/support/grants";
import { doLooks } from "@/tests/support/looks";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, prove } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { hold } from "./holdings";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const reason = "A claim is expected.";
const placed = async (input: { personId: string; reason: string }) => {
  await prove(world.people.ingrid.actor, placeHold, input);
  return placeHold(world.people.ingrid.actor, input);
};

describe("a legal hold", () => {
  it("is placed by owners and the security lead alone, with a fresh proof, never on oneself, with a reason", async () => {
    const { sara, ingrid, priya } = world.people;
    const input = { personId: priya.personId, reason };
    await refused(placeHold(sara.actor, input), "forbidden");
    await refused(placeHold(ingrid.actor, { ...input, personId: ingrid.personId }), "forbidden");
    await refused(placeHold(ingrid.actor, { ...input, reason: " " }), "invalid_input");
    await askedFor(placeHold(ingrid.actor, input));
    await refused(liftHold(systemActor("demo"), input), "conflict", /no legal hold/);
    expect(await twiceAtOnce(() => placeHold(systemActor("demo"), input))).toBe(1);
    await refused(placed(input), "conflict", /already/);
    expect((await getHold(sara.actor, priya.personId))?.hold?.reason).toBe(reason);
  });

  it("keeps what clean-ups would remove, and only that of whom it is on", async () => {
    const { priya, omar } = world.people;
    const old = inDays(-500);
    const notice = (personId: string) => ({
      personId,
      kind: "task.due",
      cause: `old ${personId}`,
      subject: "Old",
      text: "Old.",
      href: "/work",
      createdAt: old,
    });
    await db.notification.createMany({ data: [notice(priya.personId), notice(omar.personId)] });
    await db.requestDraft.createMany({
      data: [priya, omar].map(({ personId }) => ({
        id: crypto.randomUUID(),
        personId,
        clientId: world.kite.id,
        content: {},
        changedAt: old,
      })),
    });
    await removeNotices(systemActor("mail"), {});
    await removeDrafts(systemActor("clock"), {});
    const left = { select: { personId: true } } as const;
    expect(await db.notification.findMany({ where: { createdAt: old }, ...left })).toEqual([
      { personId: priya.personId },
    ]);
    expect(await db.requestDraft.findMany(left)).toEqual([{ personId: priya.personId }]);
  });

  it("stands on the tasks about the person and on the certificate, until it is lifted with a reason", async () => {
    const { priya, sara, ingrid } = world.people;
    const grantId = await hold(world, "priya", world.assets.kiteAnalytics, world.role("ga4", "Viewer"));
    const { departureId } = await startDeparture(sara.actor, {
      personId: priya.personId,
      kind: "leaves",
      lastMoment: inDays(5),
    });
    const task = await db.task.findFirstOrThrow({ where: { grants: { some: { grantId } } } });
    expect((await getTask(ingrid.actor, task.id))?.legalHold).toBe(true);

    await attestTask(ingrid.actor, {
      taskId: task.id,
      outcome: "done",
      note: "Removed.",
      followUps: await leftNothing(task.id),
    });
    await db.departure.update({ where: { id: departureId }, data: { lastMoment: inDays(-1) } });
    await doLooks(ingrid.actor, departureId, sara.actor);
    await issueCertificate(sara.actor, { departureId });
    const issued = await getCertificate(sara.actor, departureId);
    expect(issued).toMatchObject({ certificate: { legalHold: true }, intact: true });

    const lift = { personId: priya.personId, reason: "It was settled." };
    expect(await twiceAtOnce(() => liftHold(systemActor("demo"), lift))).toBe(1);
    await removeDrafts(systemActor("clock"), {});
    expect(await db.requestDraft.count()).toBe(0);
    expect((await getHold(sara.actor, priya.personId))?.hold).toBeNull();
  });
});
