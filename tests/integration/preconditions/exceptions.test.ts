import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { endException } from "@/lib/preconditions/end-exception";
import { remindOfEndingExceptions } from "@/lib/preconditions/jobs";
import { lowerWall } from "@/lib/preconditions/lower-wall";
import { makeException } from "@/lib/preconditions/make-exception";
import { raiseWall } from "@/lib/preconditions/raise-wall";
import { attestTask } from "@/lib/register/attest-task";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { expireDueExceptions } from "@/lib/requests/jobs";
import { getRequest } from "@/lib/requests/queries/get-request";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { clearRequests } from "@/tests/integration/requests/clear";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await db.accessExceptionUse.deleteMany();
  await db.accessException.deleteMany();
  await db.ethicalWall.deleteMany();
  await clearRequests();
  await db.task.updateMany({
    where: { state: "open" },
    data: { state: "cancelled", cancelledAt: new Date() },
  });
  await db.identity.updateMany({ data: { mfa: "on" } });
  const papers = { agreementRef: "MSA-1", dpaRef: "DPA-1" };
  await db.engagement.updateMany({ data: papers });
});

const ingrid = () => world.people.ingrid.actor;
const aoife = () => world.people.aoife.actor;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const dayIn = (days: number) => inDays(days).toISOString().slice(0, 10);

async function asked(
  client: "kite" | "northwind",
  name: Name = "omar",
  by: Name = "hannah",
): Promise<string> {
  const { id } = await askForAccess(world.people[by].actor, {
    clientId: world[client].id,
    assetIds: [world.assets[client === "kite" ? "kiteAnalytics" : "northwindAnalytics"]],
    personIds: [world.people[name].personId],
    work: ["look-at-reports"],
    until: inDays(60),
    reason: "Reports",
  });
  const item = await db.requestItem.findFirstOrThrow({ where: { requestId: id } });
  return item.id;
}
const approve = (itemId: string) => decideItems(ingrid(), { itemIds: [itemId], decision: "smallest" });
const wall = () =>
  confirmed(raiseWall, ingrid(), {
    clientId: world.northwind.id,
    otherClientId: world.kite.id,
    reason: "They compete",
  });
const exception = (
  what: "papers" | "second_factor" | "ethical_wall",
  client: "kite" | "northwind" = "kite",
) =>
  confirmed(makeException, aoife(), {
    precondition: what,
    personId: world.people.omar.personId,
    clientId: world[client].id,
    until: dayIn(20),
    reason: "The lawyers are slow",
  });
const grantOf = (itemId: string) => db.grant.findFirstOrThrow({ where: { causeId: itemId } });

describe("an ethical wall", () => {
  it("keeps who holds access on one side out of the other, and shows it to whoever asks", async () => {
    await wall();
    await expect(wall()).rejects.toMatchObject({ message: expect.stringMatching(/wall between .* already/) });
    await approve(await asked("kite"));
    const other = await asked("northwind");
    await expect(approve(other)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/holds access at Kite Insurance, and there is an ethical wall/),
    });
    const { requestId } = await db.requestItem.findUniqueOrThrow({ where: { id: other } });
    const request = await getRequest(world.people.hannah.actor, requestId);
    expect(request?.checks.filter((check) => check.tone === "critical")).toHaveLength(1);
    await approve(await asked("northwind", "erik"));
  });

  it("is shown before it is asked, and refuses nothing there", async () => {
    await wall();
    await approve(await asked("kite"));
    const preview = await previewRequest(world.people.hannah.actor, {
      clientId: world.northwind.id,
      assetIds: [world.assets.northwindAnalytics],
      personIds: [world.people.omar.personId],
      work: ["look-at-reports"],
    });
    expect(preview.checks).toMatchObject([
      { tone: "critical", text: expect.stringMatching(/holds access at Kite Insurance/) },
    ]);
    expect(preview.assets[0]?.people[0]?.leftOut).toBeNull();
  });

  it("counts what is reached through a manager account, and is down when it is lowered", async () => {
    await approve(await asked("northwind"));
    const { id } = await wall();
    const item = await asked("kite");
    await expect(approve(item)).rejects.toMatchObject({ code: "conflict" });
    await confirmed(lowerWall, ingrid(), { wallId: id, reason: "They merged" });
    await expect(confirmed(lowerWall, ingrid(), { wallId: id, reason: "Again" })).rejects.toMatchObject({
      code: "conflict",
    });
    await approve(item);
  });

  it("lets two who decide on its two sides at once give one of them", async () => {
    await wall();
    const items = [await asked("kite"), await asked("northwind")];
    const answers = await Promise.allSettled([
      approve(items[0] ?? ""),
      decideItems(aoife(), { itemIds: [items[1] ?? ""], decision: "smallest" }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const personId = world.people.omar.personId;
    expect(await db.grant.count({ where: { personId, state: "to_grant" } })).toBe(1);
  });
});

describe("when it is given", () => {
  it("is checked again: what is not met by then is not given", async () => {
    const item = await asked("kite");
    await approve(item);
    const grant = await grantOf(item);
    const task = await db.task.findFirstOrThrow({ where: { causeId: item, kind: "grant" } });
    const attest = () =>
      attestTask(world.people.erik.actor, { taskId: task.id, outcome: "done", note: "Added." });
    await db.identity.update({ where: { id: world.people.omar.identityId }, data: { mfa: "off" } });
    await expect(attest()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^Do not give this to Omar Rahman: .* no second factor/),
    });
    await exception("second_factor");
    await attest();
    expect(await db.grant.findUniqueOrThrow({ where: { id: grant.id } })).toMatchObject({ state: "active" });
  });
});

describe("an exception", () => {
  it("lets one person at one client through, is kept with the approval, and shown", async () => {
    await db.engagement.update({ where: { id: world.kite.engagementId }, data: { dpaRef: null } });
    const item = await asked("kite");
    await expect(approve(item)).rejects.toMatchObject({ message: expect.stringMatching(/DPA/) });
    const { id } = await exception("papers");
    const { requestId } = await db.requestItem.findUniqueOrThrow({ where: { id: item } });
    const request = await getRequest(ingrid(), requestId);
    expect(request?.checks.find((check) => check.exceptionId === id)).toMatchObject({
      tone: "attention",
      stops: null,
      sub: expect.stringMatching(/^Aoife Raman made an exception until .*: The lawyers are slow$/),
    });
    await approve(item);
    expect(await db.accessExceptionUse.findMany()).toEqual([{ exceptionId: id, itemId: item }]);
    await expect(approve(await asked("kite", "erik"))).rejects.toMatchObject({ code: "conflict" });
  });

  it("is nobody's for themselves, nor for what they asked for; the database holds both", async () => {
    const own = {
      precondition: "papers" as const,
      personId: world.people.aoife.personId,
      clientId: world.kite.id,
      until: dayIn(20),
      reason: "Why not",
    };
    await expect(confirmed(makeException, aoife(), own)).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      db.accessException.create({
        data: {
          precondition: "papers",
          personId: own.personId,
          clientId: own.clientId,
          reason: "x",
          approvedById: own.personId,
          endsAt: inDays(3),
        },
      }),
    ).rejects.toThrow(/exception_by_another/);
    await db.engagement.update({ where: { id: world.kite.engagementId }, data: { dpaRef: null } });
    const { id } = await exception("papers");
    const item = await asked("kite", "omar", "aoife");
    await expect(approve(item)).rejects.toMatchObject({ code: "conflict" });
    await expect(db.accessExceptionUse.create({ data: { exceptionId: id, itemId: item } })).rejects.toThrow(
      /exception_of_another_request/,
    );
  });

  it("lasts 90 days at most, and not into the past", async () => {
    for (const days of [-2, 120])
      await expect(
        confirmed(makeException, aoife(), {
          precondition: "papers",
          personId: world.people.omar.personId,
          clientId: world.kite.id,
          until: dayIn(days),
          reason: "Too long",
        }),
      ).rejects.toMatchObject({ fields: { until: [expect.any(String)] } });
  });

  it("takes what stands on it alone with it, once; what was mended stays", async () => {
    await db.engagement.updateMany({ data: { dpaRef: null } });
    await exception("papers");
    await exception("papers", "northwind");
    const [alone, mended] = [await asked("kite"), await asked("northwind")];
    await approve(alone);
    await approve(mended);
    await db.engagement.update({ where: { id: world.northwind.engagementId }, data: { dpaRef: "DPA-2" } });
    // As if they had been made long ago.
    await db.accessException.updateMany({ data: { approvedAt: inDays(-30), endsAt: inDays(-1) } });
    expect(await expireDueExceptions()).toEqual({ said: "2 exceptions are over; 1 key is taken back" });
    expect(await grantOf(alone)).toMatchObject({ state: "not_granted" });
    expect(await grantOf(mended)).toMatchObject({ state: "to_grant" });
    expect(await expireDueExceptions()).toBeUndefined();
    expect(
      await db.auditEvent.count({ where: { action: "requests.expire-exceptions", actorName: "clock" } }),
    ).toBe(2);
  });

  it("ended before its time is settled the same way, and two clocks settle it once", async () => {
    await db.engagement.update({ where: { id: world.kite.engagementId }, data: { dpaRef: null } });
    const { id } = await exception("papers");
    const item = await asked("kite");
    await approve(item);
    const task = await db.task.findFirstOrThrow({ where: { causeId: item, kind: "grant" } });
    await attestTask(world.people.erik.actor, { taskId: task.id, outcome: "done", note: "Added." });
    expect(await expireDueExceptions()).toBeUndefined();
    await endException(ingrid(), { exceptionId: id });
    await expect(endException(ingrid(), { exceptionId: id })).rejects.toMatchObject({ code: "conflict" });
    await Promise.all([expireDueExceptions(), expireDueExceptions()]);
    const grant = await grantOf(item);
    expect(grant).toMatchObject({ state: "removal_due" });
    const revokes = await db.task.findMany({ where: { cause: "exception", causeId: id } });
    expect(revokes).toMatchObject([{ kind: "revoke" }]);
    await expect(endException(systemActor("clock"), { exceptionId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the end of an exception", () => {
  const told = async () =>
    (await db.notification.findMany({ where: { kind: "exception.ends" }, include: { person: true } }))
      .map(({ person, subject }) => `${person?.name}: ${subject.slice(subject.indexOf("ends"))}`)
      .toSorted();

  it("is told a week and a day before, once, to who is let through and to who approved it", async () => {
    const { id } = await exception("papers");
    const endIn = (hours: number) =>
      db.$executeRaw`
        UPDATE "AccessException" SET "approvedAt" = now() - interval '30 days',
          "endsAt" = now() + make_interval(hours => ${hours}::int) WHERE id = ${id}::uuid`;
    await remindOfEndingExceptions();
    expect(await told()).toEqual([]);
    await endIn(6 * 24);
    await Promise.all([remindOfEndingExceptions(), remindOfEndingExceptions()]);
    expect(await told()).toEqual(["Aoife Raman: ends in a week", "Omar Rahman: ends in a week"]);
    await db.notification.deleteMany();
    await endIn(20);
    await remindOfEndingExceptions();
    await remindOfEndingExceptions();
    expect(await told()).toEqual(["Aoife Raman: ends within a day", "Omar Rahman: ends within a day"]);
    await db.notification.deleteMany();
    await endIn(-1);
    await remindOfEndingExceptions();
    expect(await told()).toEqual([]);
  });
});
