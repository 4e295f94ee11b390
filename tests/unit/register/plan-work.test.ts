import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "@/lib/platforms/capabilities";
import { RISKS, roleRisk } from "@/lib/platforms/role-risk";
import { type Holding, planWork, type WorkCatalogue } from "@/lib/register/rules/plan-work";

const people = ["p1", "p2", "p3"];
const assets = ["a1", "a2"];
const roles = ["r1", "r2", "r3", "r4"];

const catalogue: WorkCatalogue = {
  roles: new Map(
    roles.map((role, index) => [
      role,
      { name: `Role ${index}`, capabilities: [CAPABILITIES[index * 2] ?? "view"] },
    ]),
  ),
  assets: new Map(
    assets.map((asset) => [asset, { name: asset, clientId: "c1", platformName: "Ads", custodianId: "p3" }]),
  ),
  holders: new Map(
    Object.entries({ p1: [], p2: [], p3: [], bot: ["p3"], login: ["p1", "p3"], other: ["p1", "p2"] }).map(
      ([id, behindIds]) => [id, { name: id, behindIds }],
    ),
  ),
};

const holding = fc
  .record({
    personId: fc.constantFrom(...people),
    identityId: fc.constantFrom(null, "i1"),
    assetId: fc.constantFrom(...assets),
    roleId: fc.constantFrom(...roles),
  })
  .map((of): Holding => ({ ...of, robotId: null, grantId: Object.values(of).join("/") }));
const register = fc.uniqueArray(holding, { selector: (each) => each.grantId, maxLength: 20 });

describe("planWork", () => {
  it("moves exactly the difference, each grant once, one task for a holder, identity and asset", () => {
    fc.assert(
      fc.property(register, register, (before, after) => {
        const tasks = planWork(before, after, catalogue);
        const moved = tasks.flatMap((task) => task.grants.map((grant) => `${grant.effect} ${grant.grantId}`));
        const had = new Set(before.map((each) => each.grantId));
        const wanted = new Set(after.map((each) => each.grantId));
        const expected = [
          ...[...wanted].filter((id) => !had.has(id)).map((id) => `add ${id}`),
          ...[...had].filter((id) => !wanted.has(id)).map((id) => `remove ${id}`),
        ];
        expect(moved.sort()).toEqual(expected.sort());
        const places = tasks.map((task) => [task.personId, task.identityId, task.assetId].join());
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });

  it("plans nothing when nothing differs, and the reverse change mirrors it", () => {
    fc.assert(
      fc.property(register, register, (before, after) => {
        expect(planWork(before, before, catalogue)).toEqual([]);
        const mirror = { grant: "revoke", revoke: "grant", change: "change" } as const;
        const forth = planWork(before, after, catalogue).map((task) => mirror[task.kind]);
        expect(
          planWork(after, before, catalogue)
            .map((task) => task.kind)
            .sort(),
        ).toEqual(forth.sort());
      }),
    );
  });

  it("orders by risk, takes the worst role's, and gives no task to whom it is about", () => {
    fc.assert(
      fc.property(register, register, (before, after) => {
        const tasks = planWork(before, after, catalogue);
        const ranks = tasks.map((task) => RISKS.indexOf(task.risk));
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
        for (const task of tasks) {
          expect(task.assigneeId).toBe(task.personId === "p3" ? null : "p3");
          const risks = task.grants.map((grant) => {
            const of = [...before, ...after].find((each) => each.grantId === grant.grantId);
            return RISKS.indexOf(roleRisk(catalogue.roles.get(of?.roleId ?? "")?.capabilities ?? []));
          });
          expect(RISKS.indexOf(task.risk)).toBe(Math.max(...risks));
        }
      }),
    );
  });

  it.each([
    ["robot of their own", { robotId: "bot", identityId: null }, null],
    ["login that they know", { robotId: null, identityId: "login" }, null],
    ["login that others know", { robotId: null, identityId: "other" }, "p3"],
  ])("gives no custodian the task about a %s", (_, holder, assigneeId) => {
    const given = { ...holder, grantId: "g1", personId: null, assetId: "a1", roleId: "r1" };
    expect(planWork([], [given], catalogue)).toMatchObject([{ assigneeId }]);
    expect(planWork([given], [], catalogue)).toMatchObject([{ assigneeId }]);
  });

  it("says it in a sentence", () => {
    const one = (roleId: string, invited = false): Holding => ({
      grantId: roleId,
      personId: "p1",
      robotId: null,
      identityId: null,
      assetId: "a1",
      roleId,
      invited,
    });
    const title = (before: Holding[], after: Holding[]) => planWork(before, after, catalogue)[0]?.title;
    expect(title([], [one("r2"), one("r1")])).toBe("Give p1 Role 0 + Role 1 on a1 (Ads)");
    expect(title([one("r2")], [one("r1")])).toBe("Change p1 from Role 1 to Role 0 on a1 (Ads)");
    expect(title([one("r2")], [])).toBe("Take Role 1 on a1 (Ads) away from p1");
    expect(title([one("r2", true)], [])).toBe("Withdraw the invitation of p1 as Role 1 on a1 (Ads)");
  });
});
