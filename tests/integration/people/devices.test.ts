import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { attestDevice } from "@/lib/people/attest-device";
import { endDevice } from "@/lib/people/end-device";
import { devicesOfPerson, ownDevices } from "@/lib/people/queries/list-devices";
import { makeContacts } from "@/tests/support/contacts";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => db.device.deleteMany());

const actor = (name: Name) => world.people[name].actor;
const all = { diskEncryption: "on", automaticUpdates: "on", screenLock: "on", remoteWipe: "on" } as const;
const laptop = (of: Name, more: object = {}) => ({
  personId: world.people[of].personId,
  name: "MacBook 14, blue",
  kind: "laptop" as const,
  ...all,
  ...more,
});

describe("attesting a device", () => {
  it("adds one of one's own, as it was ticked, and says so in the audit log", async () => {
    const { remoteWipe: _, ...three } = laptop("omar");
    const { id } = await attestDevice(actor("omar"), three);
    const { personId } = world.people.omar;
    expect(await db.device.findUniqueOrThrow({ where: { id } })).toMatchObject({
      personId,
      attestedById: personId,
      diskEncryption: true,
      remoteWipe: false,
      endedAt: null,
    });
    expect(await ownDevices(actor("omar"))).toMatchObject({
      state: "not_compliant",
      devices: [{ lacks: ["no remote wipe"], attestedBy: null, again: false }],
      can: { write: true },
    });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "people.attest-device", objectId: personId },
      orderBy: { at: "desc" },
    });
    expect(event).toMatchObject({
      objectName: "MacBook 14, blue, device of Omar Rahman",
      after: { diskEncryption: true, remoteWipe: false },
    });
  });

  it("attests it anew, and keeps what was attested before in the audit log", async () => {
    const { id: deviceId } = await attestDevice(actor("omar"), laptop("omar"));
    const before = new Date(Date.now() - 100 * 86_400_000);
    await db.device.update({ where: { id: deviceId }, data: { attestedAt: before } });
    expect(await ownDevices(actor("omar"))).toMatchObject({
      state: "not_compliant",
      devices: [{ lacks: ["attested 100 days ago"], again: true }],
    });
    await attestDevice(actor("omar"), laptop("omar", { deviceId, name: "MacBook 14" }));
    expect(await ownDevices(actor("omar"))).toMatchObject({
      state: "compliant",
      devices: [{ id: deviceId, name: "MacBook 14", lacks: [], again: false }],
    });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "people.attest-device", objectName: "MacBook 14, device of Omar Rahman" },
    });
    expect(event).toMatchObject({
      before: { name: "MacBook 14, blue", diskEncryption: true, attestedAt: before.toISOString() },
      after: { name: "MacBook 14", diskEncryption: true },
    });
  });

  it("is for others the security lead's and owners', who are named with it", async () => {
    await expect(attestDevice(actor("hannah"), laptop("omar"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(attestDevice(actor("sara"), laptop("omar"))).rejects.toMatchObject({ code: "forbidden" });
    const { id: deviceId } = await attestDevice(actor("ingrid"), laptop("omar"));
    const { personId } = world.people.omar;
    expect(await devicesOfPerson(actor("julia"), personId)).toMatchObject({
      state: "compliant",
      devices: [{ attestedBy: world.people.ingrid.name }],
      can: { write: false },
    });
    await expect(devicesOfPerson(actor("omar"), personId)).rejects.toMatchObject({ code: "forbidden" });
    // Not as a device of somebody else.
    await expect(attestDevice(actor("aoife"), laptop("hannah", { deviceId }))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is nothing for a client's contact", async () => {
    const { carla } = await makeContacts(world);
    expect(await ownDevices(carla.actor)).toBeNull();
    await expect(attestDevice(carla.actor, laptop("omar"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses a second one of a name in use, whoever came first, and what cannot be one", async () => {
    const twice = await Promise.allSettled([
      attestDevice(actor("omar"), laptop("omar")),
      attestDevice(actor("omar"), laptop("omar", { name: "macbook 14, BLUE" })),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(attestDevice(actor("omar"), laptop("omar"))).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/of this name in use already/),
    });
    await attestDevice(actor("hannah"), laptop("hannah"));
    for (const wrong of [
      { name: " " },
      { kind: "watch" },
      { screenLock: "perhaps" },
      { attestedAt: "2026-01-01" },
    ])
      await expect(attestDevice(actor("omar"), laptop("omar", wrong))).rejects.toMatchObject({
        code: "invalid_input",
      });
    expect(await db.device.count()).toBe(2);
  });

  it("is not for who has left", async () => {
    const { id: personId } = await db.person.create({ data: { name: "Gone Before", endedAt: new Date() } });
    await expect(attestDevice(actor("ingrid"), laptop("omar", { personId }))).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("a device that is no longer in use", () => {
  it("counts no more, stays on record, and is ended once", async () => {
    const { id: deviceId } = await attestDevice(actor("omar"), laptop("omar"));
    await expect(endDevice(actor("hannah"), { deviceId, endedAs: "lost" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const both = await Promise.allSettled([
      endDevice(actor("omar"), { deviceId, endedAs: "given_back" }),
      endDevice(actor("ingrid"), { deviceId, endedAs: "given_back" }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await ownDevices(actor("omar"))).toMatchObject({
      state: "unknown",
      devices: [{ endedAs: "given_back" }],
    });
    await expect(attestDevice(actor("omar"), laptop("omar", { deviceId }))).rejects.toMatchObject({
      code: "conflict",
    });
    // Its name is free again.
    await attestDevice(actor("omar"), laptop("omar"));
    await expect(
      endDevice(actor("omar"), { deviceId: crypto.randomUUID(), endedAs: "lost" }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(endDevice(actor("omar"), { deviceId, endedAs: "eaten" as "lost" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(db.device.update({ where: { id: deviceId }, data: { endedAs: null } })).rejects.toThrow(
      /device_ended_is_whole/,
    );
  });
});
