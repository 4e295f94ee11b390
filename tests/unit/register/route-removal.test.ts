import fc from "fast-check";
import { expect, it } from "vitest";
import { type Administrator, routeRemoval } from "@/lib/register/rules/route-removal";

const at = (personId: string, direct: boolean, stays = true): Administrator => ({ personId, direct, stays });

it("goes to the custodian who administers, else to an administrator, else to one above, else stays", () => {
  const of = { aboutIds: ["leaver"], plannedId: "custodian" };
  expect(routeRemoval(of, [at("other", true), at("custodian", false)])).toBe("custodian");
  expect(routeRemoval(of, [at("manager", false), at("other", true)])).toBe("other");
  expect(routeRemoval(of, [at("manager", false), at("leaver", true)])).toBe("manager");
  expect(routeRemoval(of, [at("leaver", true)])).toBe("custodian");
  expect(routeRemoval({ ...of, plannedId: null }, [])).toBeNull();
});

it("prefers whose own key is not going", () => {
  const of = { aboutIds: [], plannedId: "custodian" };
  expect(routeRemoval(of, [at("custodian", true, false), at("manager", false)])).toBe("manager");
  expect(routeRemoval(of, [at("custodian", true, false), at("other", true, false)])).toBe("custodian");
});

it("never goes to whom it is about, and to somebody who can do it wherever there is one", () => {
  const id: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "d");
  const administrator = fc.record({ personId: id, direct: fc.boolean(), stays: fc.boolean() });
  fc.assert(
    fc.property(fc.array(id), fc.option(id), fc.array(administrator), (aboutIds, planned, administrators) => {
      const plannedId = planned && aboutIds.includes(planned) ? null : planned;
      const to = routeRemoval({ aboutIds, plannedId }, administrators);
      expect(to === null || !aboutIds.includes(to)).toBe(true);
      const able = administrators.filter((each) => !aboutIds.includes(each.personId));
      if (able.length > 0) expect(able.map((each) => each.personId)).toContain(to);
      if (able.some((each) => each.stays))
        expect(able.filter((each) => each.stays).map((each) => each.personId)).toContain(to);
    }),
  );
});
