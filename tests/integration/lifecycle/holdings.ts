import { db } from "@/lib/db";
import type { GrantState } from "@/prisma/generated/enums";
import type { Name, World } from "@/tests/support/world";

/** Gives somebody of the cast a grant that is there already; gives its id. */
export async function hold(
  world: World,
  who: Name,
  assetId: string,
  roleId: string,
  state: GrantState = "active",
): Promise<string> {
  const { personId, identityId } = world.people[who];
  const grant = await db.grant.create({
    data: {
      personId,
      identityId,
      assetId,
      roleId,
      purpose: "Campaigns",
      startsAt: new Date("2026-01-10T09:00:00Z"),
      endsAt: new Date("2027-06-30T22:00:00Z"),
      state,
      cause: "recorded",
      transitions: { create: { state, at: new Date("2026-01-10T09:00:00Z") } },
    },
  });
  return grant.id;
}

/** What Tariq has in the tests: keys of three risks, an invitation, a robot, a shared login, a custody, work and requests. */
export async function giveTariqEverything(world: World) {
  const { assets, people, role, kite } = world;
  const { tariq, omar } = people;
  const manager = await hold(world, "tariq", assets.manager, role("google_ads", "Admin"));
  const analytics = await hold(world, "tariq", assets.kiteAnalytics, role("ga4", "Analyst"));
  const invitation = await hold(world, "tariq", assets.northwindAnalytics, role("ga4", "Viewer"), "invited");
  const robot = await db.robot.create({
    data: {
      name: "Reporting connector",
      kind: "connector",
      ownerId: tariq.personId,
      purpose: "Weekly report",
      grants: {
        create: {
          assetId: assets.kiteAnalytics,
          roleId: role("ga4", "Viewer"),
          purpose: "Weekly report",
          startsAt: new Date("2026-01-10T09:00:00Z"),
          state: "active",
          cause: "recorded",
        },
      },
    },
  });
  const login = await db.identity.create({
    data: {
      address: "social@clickelement.example",
      kind: "service",
      shared: true,
      holders: { create: [{ personId: tariq.personId }, { personId: omar.personId }] },
      grants: {
        create: {
          assetId: assets.kiteMeta,
          roleId: role("meta_business", "Manage campaigns (ads)", "ad_account"),
          purpose: "Posting",
          startsAt: new Date("2026-01-10T09:00:00Z"),
          state: "active",
          cause: "recorded",
        },
      },
    },
  });
  await db.asset.update({ where: { id: assets.kiteMeta }, data: { custodianId: tariq.personId } });
  const ask = (requesterId: string, personId: string, assetId: string) =>
    db.accessRequest.create({
      data: {
        requesterId,
        clientId: kite.id,
        work: ["look-at-reports"],
        reason: "A new campaign",
        until: new Date("2027-03-31T22:00:00Z"),
        items: { create: { personId, assetId, explanation: "Viewer is the smallest role." } },
      },
    });
  await ask(people.hannah.personId, tariq.personId, assets.kiteAds);
  await ask(tariq.personId, omar.personId, assets.kiteAds);
  const work = await db.task.create({
    data: {
      kind: "grant",
      title: "Give Omar Rahman Viewer on kite.example (Google Analytics 4)",
      personId: omar.personId,
      assetId: assets.kiteAnalytics,
      clientId: kite.id,
      assigneeId: tariq.personId,
      dueAt: new Date("2026-12-01T09:00:00Z"),
      cause: "recorded",
    },
  });
  return { manager, analytics, invitation, robotId: robot.id, loginId: login.id, taskId: work.id };
}
