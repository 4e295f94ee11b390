import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, Prisma } from "@/lib/db";
import { attestDevice } from "@/lib/people/attest-device";
import { endDevice } from "@/lib/people/end-device";
import { makeException } from "@/lib/preconditions/make-exception";
import { attestTask } from "@/lib/register/attest-task";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { expireDueExceptions } from "@/lib/requests/jobs";
import { getRequest } from "@/lib/requests/queries/get-request";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { readFacts } from "@/lib/requests/read-facts";
import { takeEmergencyAccess } from "@/lib/requests/take-emergency-access";
import { clearRequests } from "@/tests/integration/requests/clear";
import { recordActive, stateOf } from "@/tests/support/grants";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await db.accessExceptionUse.deleteMany();
  await db.accessException.deleteMany();
  await clearRequests();
  await db.task.updateMany({
    where: { state: "open" },
    data: { state: "cancelled", cancelledAt: new Date() },
  });
  await db.device.deleteMany();
  await asks(true);
});

const asks = (compliantDeviceRequired: boolean) =>
  db.engagement.update({ where: { id: world.kite.engagementId }, data: { compliantDeviceRequired } });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const omar = () => world.people.omar;
const attest = (more: object = {}) =>
  attestDevice(omar().actor, {
    personId: omar().personId,
    name: "ThinkPad",
    kind: "laptop",
    diskEncryption: true,
    automaticUpdates: true,
    screenLock: true,
    remoteWipe: true,
    ...more,
  });
const work = () => ({
  clientId: world.kite.id,
  assetIds: [world.assets.kiteAnalytics],
  personIds: [omar().personId],
  work: ["look-at-reports" as const],
});
async function asked(): Promise<string> {
  const { id } = await askForAccess(world.people.hannah.actor, {
    ...work(),
    until: inDays(60),
    reason: "Reports",
  });
  return (await db.requestItem.findFirstOrThrow({ where: { requestId: id } })).id;
}
const approve = (itemId: string) =>
  decideItems(world.people.ingrid.actor, { itemIds: [itemId], decision: "smallest" });
const checksOf = async (itemId: string) => {
  const { requestId } = await db.requestItem.findUniqueOrThrow({ where: { id: itemId } });
  return (await getRequest(world.people.hannah.actor, requestId))?.checks ?? [];
};
const exception = () =>
  confirmed(makeException, world.people.aoife.actor, {
    precondition: "device",
    personId: omar().personId,
    clientId: world.kite.id,
    until: inDays(20).toISOString().slice(0, 10),
    reason: "The new laptop comes on Monday",
  });

describe("where the engagement asks for a compliant device", () => {
  it("is shown when it is asked, and refused when it is decided, with what to do, until it is attested", async () => {
    const preview = await previewRequest(world.people.hannah.actor, work());
    expect(preview.checks).toMatchObject([
      {
        tone: "critical",
        text: "No device of Omar Rahman is known",
        stops: expect.stringMatching(/own page/),
      },
    ]);
    const item = await asked();
    await expect(approve(item)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/: No device of Omar Rahman is known\. .* attest it on their own page/),
    });
    const { id: deviceId } = await attest({ remoteWipe: false });
    await expect(approve(item)).rejects.toMatchObject({
      message: expect.stringMatching(/: Omar Rahman has a device that is not compliant\./),
    });
    await attest({ deviceId });
    expect(await checksOf(item)).toContainEqual(
      expect.objectContaining({ tone: "fine", text: expect.stringMatching(/^Every device of Omar Rahman/) }),
    );
    await approve(item);
  });

  it("counts an attestation for 90 days, and what is in use alone", async () => {
    const { id: old } = await attest();
    await attest({ name: "Desktop", kind: "desktop" });
    await db.device.update({ where: { id: old }, data: { attestedAt: inDays(-91) } });
    const item = await asked();
    await expect(approve(item)).rejects.toMatchObject({ code: "conflict" });
    await endDevice(omar().actor, { deviceId: old, endedAs: "given_back" });
    await approve(item);
  });

  it("is checked again when it is given", async () => {
    const { id: deviceId } = await attest();
    const item = await asked();
    await approve(item);
    await attest({ deviceId, diskEncryption: false });
    const task = await db.task.findFirstOrThrow({ where: { causeId: item, kind: "grant" } });
    const give = () =>
      attestTask(world.people.erik.actor, { taskId: task.id, outcome: "done", note: "Added." });
    await expect(give()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^Do not give this to Omar Rahman: .* no compliant device.* own page/),
    });
    await attest({ deviceId });
    await give();
    expect(await db.grant.findFirstOrThrow({ where: { causeId: item } })).toMatchObject({ state: "active" });
  });

  it("lets an exception through, which takes back what stands on it alone, and leaves what was mended", async () => {
    const { id } = await exception();
    const item = await asked();
    expect(await checksOf(item)).toContainEqual(expect.objectContaining({ exceptionId: id, stops: null }));
    await approve(item);
    expect(await db.accessExceptionUse.findMany()).toEqual([{ exceptionId: id, itemId: item }]);
    await db.accessException.updateMany({ data: { approvedAt: inDays(-30), endsAt: inDays(-1) } });
    expect(await expireDueExceptions()).toEqual({ said: "1 exception is over; 1 key is taken back" });
    const grant = await db.grant.findFirstOrThrow({ where: { causeId: item } });
    expect(grant).toMatchObject({ state: "not_granted" });

    await exception();
    const again = await asked();
    await approve(again);
    await attest();
    await db.accessException.updateMany({
      where: { settledAt: null },
      data: { approvedAt: inDays(-30), endsAt: inDays(-1) },
    });
    await expireDueExceptions();
    expect(await db.grant.findFirstOrThrow({ where: { causeId: again } })).toMatchObject({
      state: "to_grant",
    });
  });
});

describe("where nothing asks for one", () => {
  it("shows a device that is not compliant, and refuses nothing", async () => {
    await asks(false);
    const item = await asked();
    expect((await checksOf(item)).filter(({ text }) => /device/.test(text))).toEqual([]);
    await attest({ screenLock: false });
    expect(await checksOf(item)).toContainEqual(
      expect.objectContaining({ tone: "attention", text: "Omar Rahman has a device that is not compliant" }),
    );
    await approve(item);
  });
});

describe("the access policy", () => {
  it("knows how somebody's devices stand", async () => {
    const item = await asked();
    const device = async () => (await readFacts(db, Prisma.sql`i.id = ${item}::uuid`)).get(item)?.device;
    expect(await device()).toBe("unknown");
    const { id: deviceId } = await attest();
    expect(await device()).toBe("compliant");
    await attest({ deviceId, screenLock: false });
    expect(await device()).toBe("not_compliant");
  });
});

describe("what is there already", () => {
  it("is recorded, and taken in an emergency, whatever the devices are", async () => {
    const { kite, assets, role } = world;
    await attest({ diskEncryption: false });
    const [recorded = ""] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    expect(await stateOf(recorded)).toMatch(/^active/);
    await db.membership.create({
      data: { engagementId: kite.engagementId, personId: omar().personId, role: "Media buyer" },
    });
    const { grantIds } = await confirmed(takeEmergencyAccess, omar().actor, {
      assetId: assets.kiteAds,
      roleIds: [role("google_ads", "Admin", "ad_account")],
      hours: 2,
      reason: "Budget runs away at night",
    });
    expect(await stateOf(grantIds[0] ?? "")).toMatch(/^active/);
  });
});
