import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addIdentity } from "@/lib/people/add-identity";
import { addRobot } from "@/lib/people/add-robot";
import { editIdentity } from "@/lib/people/edit-identity";
import { editRobot } from "@/lib/people/edit-robot";
import { endIdentity } from "@/lib/people/end-identity";
import { endPerson } from "@/lib/people/end-person";
import { endRobot } from "@/lib/people/end-robot";
import { handOverRobot } from "@/lib/people/hand-over-robot";
import { getPerson } from "@/lib/people/queries/get-person";
import { shareIdentity } from "@/lib/people/share-identity";
import { unshareIdentity } from "@/lib/people/unshare-identity";
import { giveOmarAKey, takeBack } from "@/tests/support/keys";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const sara = () => world.people.sara.actor;
const today = () => new Date().toISOString().slice(0, 10);

describe("identities", () => {
  it("are added once; several who know one make it a shared login", async () => {
    const { omar, tariq } = world.people;
    const input = {
      address: "Buying@Kite.example",
      kind: "client_issued" as const,
      personIds: [omar.personId, tariq.personId],
    };
    expect(await twiceAtOnce(() => addIdentity(sara(), input))).toBe(1);
    const person = await getPerson(sara(), omar.personId);
    const login = person?.identities.find((each) => each.address === "buying@kite.example");
    expect(login).toMatchObject({ shared: true });
    expect(login?.holders.map((holder) => holder.name).sort()).toEqual(["Omar Rahman", "Tariq Haddad"]);
    await refused(addIdentity(sara(), { ...input, personIds: [tariq.personId] }), "conflict", /Omar Rahman/);
  });

  it("refuse staff, a personal one of several, an unknown platform, nobody, and somebody who left", async () => {
    const { omar, tariq, julia } = world.people;
    const input = { address: "a@b.example", kind: "work" as const, personIds: [omar.personId] };
    await refused(addIdentity(omar.actor, input), "forbidden");
    const both = [omar.personId, tariq.personId];
    await refused(addIdentity(sara(), { ...input, kind: "personal", personIds: both }), "invalid_input");
    await refused(addIdentity(sara(), { ...input, platformId: "nowhere" }), "invalid_input");
    await refused(addIdentity(sara(), { ...input, personIds: [] }), "invalid_input");
    await endPerson(sara(), { personId: julia.personId });
    await refused(addIdentity(sara(), { ...input, personIds: [julia.personId] }), "conflict", /has left/);
  });

  it("carry their second factor with the day on which somebody looked", async () => {
    const { tariq } = world.people;
    const identity = {
      identityId: tariq.identityId,
      address: "tariq.haddad@clickelement.example",
      kind: "work" as const,
    };
    await refused(editIdentity(sara(), { ...identity, mfa: "off" }), "invalid_input", /which day/);
    await refused(
      editIdentity(sara(), { ...identity, mfa: "off", mfaCheckedAt: "2999-01-01" }),
      "invalid_input",
    );
    await editIdentity(sara(), { ...identity, mfa: "off", mfaCheckedAt: "2026-10-01" });
    const row = await db.identity.findUniqueOrThrow({ where: { id: tariq.identityId } });
    expect(row).toMatchObject({ mfa: "off", mfaCheckedAt: new Date("2026-10-01") });
    await refused(editIdentity(world.people.omar.actor, { ...identity, mfa: "unknown" }), "forbidden");
  });

  it("keep their address, and do not end, while a key stands on them", async () => {
    const { omar } = world.people;
    const key = await giveOmarAKey(world);
    const other = {
      identityId: omar.identityId,
      address: "new@clickelement.example",
      kind: "work" as const,
      mfa: "unknown" as const,
    };
    await refused(editIdentity(sara(), other), "conflict", /1 key stands/);
    await refused(endIdentity(sara(), { identityId: omar.identityId }), "conflict", /1 key stands/);
    await takeBack(key);
    await editIdentity(sara(), other);
    await refused(
      endIdentity(sara(), { identityId: world.people.sara.identityId }),
      "forbidden",
      /their own/,
    );
    expect(await twiceAtOnce(() => endIdentity(sara(), { identityId: omar.identityId }))).toBe(1);
    await refused(editIdentity(sara(), other), "conflict", /ended on/);
  });

  it("are shared and unshared; the secret has to be changed first, by somebody else", async () => {
    const { hannah, priya, erik } = world.people;
    const { id: identityId } = await addIdentity(sara(), {
      address: "desk@x.example",
      kind: "service",
      personIds: [hannah.personId],
    });
    expect(await twiceAtOnce(() => shareIdentity(sara(), { identityId, personId: priya.personId }))).toBe(2);
    const holders = await db.identityHolder.count({ where: { identityId, endedAt: null } });
    expect(holders).toBe(2);
    await refused(endPerson(sara(), { personId: priya.personId }), "conflict", /1 shared login/);
    const unshare = { identityId, personId: priya.personId, rotatedOn: today() };
    await refused(
      unshareIdentity(sara(), { ...unshare, rotatedOn: "2026-01-01" }),
      "invalid_input",
      /changed again/,
    );
    await refused(
      unshareIdentity(sara(), { ...unshare, rotatedOn: "2999-01-01" }),
      "invalid_input",
      /not come/,
    );
    await refused(unshareIdentity(sara(), { ...unshare, personId: erik.personId }), "conflict");
    expect(await twiceAtOnce(() => unshareIdentity(sara(), unshare))).toBe(1);
    await refused(unshareIdentity(sara(), { ...unshare, personId: hannah.personId }), "conflict", /last one/);
    await shareIdentity(sara(), { identityId, personId: world.people.sara.personId });
    const own = { ...unshare, personId: world.people.sara.personId };
    await refused(unshareIdentity(sara(), own), "forbidden", /themselves/);
    await refused(
      shareIdentity(world.people.omar.actor, { identityId, personId: erik.personId }),
      "forbidden",
    );
  });

  it("that are personal are not shared", async () => {
    const { hannah, priya } = world.people;
    const personal = {
      address: "hannah@home.example",
      kind: "personal" as const,
      personIds: [hannah.personId],
    };
    const { id: identityId } = await addIdentity(sara(), personal);
    await refused(shareIdentity(sara(), { identityId, personId: priya.personId }), "conflict", /personal/);
  });
});

describe("robots", () => {
  it("are entered, edited, handed over and ended, each once", async () => {
    const { hannah, priya } = world.people;
    const robot = {
      name: "Reporting connector",
      kind: "connector" as const,
      ownerId: hannah.personId,
      purpose: "Dashboards",
    };
    expect(await twiceAtOnce(() => addRobot(sara(), robot))).toBe(1);
    const { id: robotId } = await db.robot.findFirstOrThrow({ where: { name: robot.name } });
    await editRobot(sara(), { robotId, name: robot.name, kind: "api_token", purpose: "Exports" });
    await refused(endPerson(sara(), { personId: hannah.personId }), "conflict", /owns 1 robot/);
    expect(await twiceAtOnce(() => handOverRobot(sara(), { robotId, ownerId: priya.personId }))).toBe(2);
    const handed = await db.auditEvent.count({ where: { action: "people.hand-over-robot" } });
    expect(handed).toBe(1);
    const grant = await db.grant.create({
      data: {
        robotId,
        assetId: world.assets.kiteAnalytics,
        roleId: world.role("ga4", "Viewer"),
        purpose: "Reports",
        startsAt: new Date("2026-02-01"),
        state: "active",
        cause: "recorded",
      },
    });
    await refused(endRobot(sara(), { robotId }), "conflict", /holds 1 key/);
    await takeBack(grant.id);
    expect(await twiceAtOnce(() => endRobot(sara(), { robotId }))).toBe(1);
    await refused(handOverRobot(sara(), { robotId, ownerId: hannah.personId }), "conflict", /ended on/);
    await refused(editRobot(sara(), { robotId, name: "x", kind: "connector", purpose: "y" }), "conflict");
  });

  it("refuse staff and an owner who is not there", async () => {
    const robot = {
      name: "Bot",
      kind: "connector" as const,
      ownerId: world.people.omar.personId,
      purpose: "p",
    };
    await refused(addRobot(world.people.omar.actor, robot), "forbidden");
    await refused(addRobot(sara(), { ...robot, ownerId: crypto.randomUUID() }), "conflict");
    await refused(addRobot(sara(), { ...robot, kind: "toaster" as never }), "invalid_input");
    await refused(
      handOverRobot(sara(), { robotId: crypto.randomUUID(), ownerId: robot.ownerId }),
      "not_found",
    );
    await refused(endRobot(world.people.omar.actor, { robotId: crypto.randomUUID() }), "forbidden");
  });
});
