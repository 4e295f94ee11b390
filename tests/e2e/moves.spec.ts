import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { recordGrant } from "@/lib/register/record-grant";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, sitDown, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

/** Rosa buys media at a client of her own; she goes on as an analyst there, whose kit has three of four accounts. */
async function makeRosa(managerId: string) {
  const mark = crypto.randomUUID().slice(0, 6);
  const account = (platformId: string, type: string, name: string) => ({
    ...{ platformId, type, name: `${name} ${mark}` },
    externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
  });
  const client = await db.client.create({
    data: {
      name: `Linden ${mark}`,
      nameKey: `linden ${mark}`,
      engagements: {
        create: [{ name: "Launch", startsOn: new Date("2026-01-01"), endsOn: new Date("2099-12-31") }],
      },
      assets: {
        create: [
          account("google_ads", "ad_account", "Search"),
          account("google_ads", "ad_account", "Shopping"),
          account("ga4", "property", "Site"),
          account("ga4", "property", "Store"),
        ],
      },
    },
    include: { engagements: true, assets: true },
  });
  const engagementId = client.engagements[0]?.id ?? "";
  const assetId = (name: string) => client.assets.find((asset) => asset.name.startsWith(name))?.id ?? "";
  const rosa = await db.person.create({
    data: { name: `Rosa Lind ${mark}`, title: "Media buyer", managerId },
  });
  await db.membership.create({ data: { engagementId, personId: rosa.id, role: "Media buyer" } });
  await db.kitLine.createMany({
    data: ["Shopping", "Site", "Store"].map((name) => ({
      engagementId,
      role: "Analyst",
      assetId: assetId(name),
      work: ["look-at-reports"],
    })),
  });
  const roles = await db.platformRole.findMany({ where: { platformId: { in: ["google_ads", "ga4"] } } });
  const holds = (name: string, roleName: string) => {
    const asset = client.assets.find((each) => each.id === assetId(name));
    const role = roles.find(
      (each) =>
        each.platformId === asset?.platformId && each.name === roleName && each.heldOn.includes(asset.type),
    );
    return {
      ...{ personId: rosa.id, assetId: assetId(name), roleIds: [role?.id ?? ""], engagementId },
      ...{ purpose: "Campaigns", proof: "unproved" as const, endsAt: new Date("2099-01-01") },
    };
  };
  await recordGrant(systemActor("demo"), {
    grants: [holds("Search", "Standard"), holds("Shopping", "Admin"), holds("Site", "Viewer")],
  });
  return { mark, rosa };
}

test("HR proposes a move with all four kinds of line, and the manager decides it on a phone", async ({
  page,
  browser,
}) => {
  const problems = watchConsole(page);
  const desk = await sitDown(browser);
  const own = crypto.randomUUID().slice(0, 6);
  await signUp(desk.page, { name: `Max ${own}`, email: `max-${own}@studio.example`, roles: ["staff"] });
  const max = await db.person.findUniqueOrThrow({ where: { email: `max-${own}@studio.example` } });
  const { mark, rosa } = await makeRosa(max.id);
  await signUp(page, { name: `Hana ${own}`, email: `hana-${own}@studio.example`, roles: ["hr"] });

  await page.goto(`/people/${rosa.id}`);
  await page.getByRole("link", { name: "Change of role" }).click();
  await page.getByLabel("Title").fill("Analyst");
  await page.getByLabel(`Role on Linden ${mark}: Launch`).fill("Analyst");
  await page.getByRole("button", { name: "Show what changes" }).click();
  for (const [title, account] of [
    ["Taken away", "Search"],
    ["Lowered", "Shopping"],
    ["Kept", "Site"],
    ["Asked for", "Store"],
  ] as const)
    await expect(page.getByRole("table", { name: title })).toContainText(`${account} ${mark}`);
  await expectGood(page);
  await formsAreReady(page);
  await page.getByRole("button", { name: "Propose the move" }).click();
  await page.waitForURL(/\/moves\/[0-9a-f-]{36}$/);
  const address = new URL(page.url()).pathname;
  // HR decides, and keeps nothing that no kit asks for.
  const search = page.getByLabel(`Decision on Search ${mark}`);
  await expect(search.getByRole("option")).toHaveText(["Take away"]);

  await desk.page.setViewportSize({ width: 390, height: 844 });
  await desk.page.goto("/moves");
  await desk.page.getByRole("link", { name: rosa.name }).click();
  await desk.page.waitForURL(`**${address}`);
  await formsAreReady(desk.page);
  await desk.page.getByLabel(`Decision on Search ${mark}`).selectOption("Keep as it is");
  await desk.page.getByRole("button", { name: "Decide 4 lines" }).click();
  await expect(desk.page.getByText("Say why: this is not what the rule says.").first()).toBeVisible();
  await desk.page.getByLabel("Why").fill("She hands the campaigns over");
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await desk.page.getByLabel("Until the end of").fill(until);
  await expectGood(desk.page);
  await desk.page.getByRole("button", { name: "Decide 4 lines" }).click();
  await expect(desk.page.getByRole("status")).toContainText("It happens by itself on the day");

  await carryOutMove(systemActor("mover"), { moveId: address.split("/")[2] ?? "" });
  await page.goto(address);
  await expect(page.getByText("carried out", { exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Taken away" })).toContainText(`kept until ${until}`);
  await expect(page.getByRole("table", { name: "Lowered" })).toContainText(`by Max ${own}`);
  const [asked] = await db.requestItem.findMany({ where: { personId: rosa.id } });
  expect(asked?.state).toBe("waiting");
  expect([...problems, ...desk.problems]).toEqual([]);
});
