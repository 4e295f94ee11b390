import { beforeAll, expect, it } from "vitest";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { likeColleague } from "@/lib/requests/queries/like-colleague";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { inDays, recordActive } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await recordActive(world, { who: "erik", asset: "manager", roles: ["Admin"] });
  await recordActive(world, { who: "tariq", asset: "kiteAnalytics", roles: ["Administrator"] });
  await recordActive(world, { who: "omar", asset: "kiteAnalytics", roles: ["Viewer"] });
});

const like = (colleague: "erik" | "tariq", work: ("look-at-reports" | "edit-tags")[] = []) =>
  likeColleague(world.people.hannah.actor, {
    clientId: world.kite.id,
    colleagueId: world.people[colleague].personId,
    personIds: [world.people.omar.personId],
    work,
  });

it("shows what a colleague holds at one client, what others hold, and the difference", async () => {
  const { lines } = await like("tariq");
  expect(lines).toMatchObject([
    {
      assetId: world.assets.kiteAnalytics,
      holds: expect.stringContaining("Administrator"),
      smallest: null,
      people: [{ name: "Omar Rahman", holds: expect.stringContaining("Viewer"), waits: null }],
    },
  ]);
  expect(lines[0]?.people[0]?.lacks).toContain("user management");
});

it("names the path of what is held above, and offers as colleagues only who gets in there", async () => {
  const { lines } = await like("erik");
  expect(lines).toMatchObject([
    {
      name: "Kite – Search",
      holds: expect.stringMatching(/Admin through Studio manager account/),
      rung: null,
    },
  ]);
  const { colleagues } = await getAskOptions(world.people.hannah.actor, world.kite.id);
  expect(colleagues.map(({ name }) => name)).toEqual(["Erik Levy", "Omar Rahman", "Tariq Haddad"]);
  expect((await getAskOptions(world.people.hannah.actor, world.northwind.id)).colleagues).toMatchObject([
    { name: "Erik Levy" },
  ]);
});

it("reduces it to the smallest role for the work that is named", async () => {
  const [line] = (await like("tariq", ["look-at-reports"])).lines;
  expect(line?.smallest?.rung.name).toBe("Viewer");
  expect(line?.smallest?.leavesOut).toContain("user management");
});

it("is for who reads the register, for people they can ask for", async () => {
  const of = { clientId: world.kite.id, colleagueId: world.people.tariq.personId, personIds: [], work: [] };
  await refused(likeColleague(world.people.omar.actor, of), "forbidden");
  await refused(likeColleague(world.people.julia.actor, of), "forbidden");
  expect((await getAskOptions(world.people.omar.actor, world.kite.id)).colleagues).toEqual([]);
  const nobody = { ...of, colleagueId: world.kite.id };
  await refused(likeColleague(world.people.hannah.actor, nobody), "not_found");
});

it("before any work is chosen the preview says what is held, through what, and what is asked for already", async () => {
  const preview = (work: "look-at-reports"[], assetId: string, personId: string) =>
    previewRequest(world.people.hannah.actor, {
      clientId: world.kite.id,
      assetIds: [assetId],
      personIds: [personId],
      work,
    });
  const erik = world.people.erik.personId;
  const [through] = (await preview([], world.assets.kiteAds, erik)).assets;
  expect(through).toMatchObject({ sentence: "", smallest: null, nearest: [], more: [] });
  expect(through?.people[0]).toMatchObject({
    holds: expect.stringMatching(/Admin through Studio manager account/),
    leftOut: null,
    extend: null,
  });
  // Held above alone: left out, and nothing here that could be kept longer.
  const [left] = (await preview(["look-at-reports"], world.assets.kiteAds, erik)).assets;
  expect(left?.people[0]).toMatchObject({ leftOut: expect.stringContaining("already holds"), extend: null });

  const omar = world.people.omar.personId;
  const [held] = (await preview(["look-at-reports"], world.assets.kiteAnalytics, omar)).assets;
  expect(held?.people[0]?.extend).toMatchObject({ what: "Viewer of Omar Rahman on kite.example" });

  await askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteMeta],
    personIds: [omar],
    work: ["look-at-reports"],
    until: inDays(10),
    reason: "Spring",
  });
  const [waits] = (await preview([], world.assets.kiteMeta, omar)).assets;
  expect(waits?.people[0]).toMatchObject({
    holds: null,
    waits: expect.stringMatching(/^R-\d+$/),
    extend: null,
  });
});
