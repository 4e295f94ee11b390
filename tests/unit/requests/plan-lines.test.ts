import { expect, it } from "vitest";
import { type ApprovedItem, planLines } from "@/lib/requests/rules/plan-lines";

const role = (id: string, heldOn: string) => ({
  id,
  key: id,
  name: id,
  rank: 1,
  heldOn: [heldOn],
  capabilities: ["view" as const],
  requires: [],
  group: null,
  verified: true,
});
const item = (id: string, assetId: string, end: string): ApprovedItem => ({
  id,
  number: 7,
  personId: "omar",
  identityId: "omar@work",
  clientId: "kite",
  engagementId: "e",
  asset: { id: assetId, type: "container" },
  work: ["install-tags"],
  reason: "tracking",
  lastsMinutes: null,
  roles: [role("publish", "container"), role("user", "account")],
  end: new Date(end),
});
const above = (assetId: string, clientId = "kite") => ({
  assetId,
  parentId: "acc",
  type: "account",
  clientId,
});

it("begins a role that others require on the asset above, once, until the latest end", () => {
  const lines = planLines(
    [item("i1", "c1", "2026-12-01"), item("i2", "c2", "2026-12-31")],
    [above("c1"), above("c2")],
  );
  expect(
    lines.map(({ assetId, roleIds, mode, causeId, endsAt }) => [assetId, roleIds, mode, causeId, endsAt]),
  ).toEqual([
    ["c1", ["publish"], undefined, "i1", new Date("2026-12-01")],
    ["c2", ["publish"], undefined, "i2", new Date("2026-12-31")],
    ["acc", ["user"], "add", "i2", new Date("2026-12-31")],
  ]);
  expect(lines[0]).toMatchObject({ engagementId: "e", purpose: "install tags and tracking (R-7): tracking" });
});

it("leaves it to the platform where the register has no asset above, and the engagement to its own client", () => {
  expect(planLines([item("i1", "c1", "2026-12-01")], [])).toHaveLength(1);
  const [, parent] = planLines([item("i1", "c1", "2026-12-01")], [above("c1", "northwind")]);
  expect(parent).not.toHaveProperty("engagementId");
});
