import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookDue } from "@/lib/lifecycle/rules/due-times";
import { CAPABILITIES } from "@/lib/platforms/capabilities";
import { RISKS, roleRisk } from "@/lib/platforms/role-risk";
import { dueAll } from "@/lib/register/rules/due";
import { lookNames, notLookedUnder } from "@/lib/register/rules/look-names";
import { type LookPlace, planLooks } from "@/lib/register/rules/plan-looks";
import { lookWords } from "@/lib/register/rules/steps";

const omar = { id: "omar", name: "Omar Rahman" };
const removals = dueAll(new Date("2026-12-01T17:00:00Z"));
const place = (of: Partial<LookPlace> = {}): LookPlace => ({
  clientId: "kite",
  clientName: "Kite Insurance",
  platformId: "google_ads",
  platformName: "Google Ads (Search)",
  capabilities: [],
  custodianId: null,
  administrators: [],
  ...of,
});
const planned = (of: Partial<LookPlace>) => planLooks(omar, [place(of)], lookDue(removals))[0];

describe("a look at a platform", () => {
  it("says whom, where, and by when: a day after the removals", () => {
    expect(planned({})).toMatchObject({
      kind: "look",
      personId: "omar",
      clientId: "kite",
      platformId: "google_ads",
      assetId: null,
      grants: [],
      risk: "elevated",
      dueAt: new Date("2026-12-02T17:00:00Z"),
      title: "Look whether Omar Rahman is anywhere else in Google Ads of Kite Insurance",
    });
  });

  it("is as grave as what they could do there, and never less than elevated", () => {
    expect(planned({ capabilities: ["view"] })?.risk).toBe("elevated");
    expect(planned({ capabilities: ["view", "billing"] })?.risk).toBe("billing");
    expect(planned({ capabilities: ["manage_users"] })?.risk).toBe("administrator");
  });

  it("is with the custodian, else with who administers it, else with nobody", () => {
    const administrators = [
      { personId: "above", direct: false, stays: true },
      { personId: "direct", direct: true, stays: true },
    ];
    expect(planned({ custodianId: "erik", administrators })?.assigneeId).toBe("erik");
    expect(planned({ administrators })?.assigneeId).toBe("direct");
    expect(planned({})?.assigneeId).toBeNull();
  });

  it("is one for each client and platform, never with the one who leaves, and due after the removals, whatever there is", () => {
    const somebody = fc.constantFrom("omar", "erik", "hannah", "ingrid");
    const anyPlace = fc.record({
      clientId: fc.constantFrom("kite", "northwind", "acme"),
      clientName: fc.string(),
      platformId: fc.constantFrom("google_ads", "ga4", "meta_business"),
      platformName: fc.string({ maxLength: 400 }),
      capabilities: fc.subarray([...CAPABILITIES]),
      custodianId: fc.option(somebody),
      administrators: fc.array(fc.record({ personId: somebody, direct: fc.boolean(), stays: fc.boolean() })),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyPlace, { selector: (each) => `${each.clientId} ${each.platformId}` }),
        (places) => {
          const looks = planLooks(omar, places, lookDue(removals));
          expect(looks.map((look) => `${look.clientId} ${look.platformId}`)).toEqual(
            places.map((each) => `${each.clientId} ${each.platformId}`),
          );
          for (const [index, look] of looks.entries()) {
            const asked = roleRisk(places[index]?.capabilities ?? []);
            expect(look.assigneeId).not.toBe("omar");
            expect(RISKS.indexOf(look.risk)).toBe(Math.max(RISKS.indexOf("elevated"), RISKS.indexOf(asked)));
            expect(look.dueAt?.getTime()).toBeGreaterThan(removals[look.risk].getTime());
            expect(look.title.length).toBeLessThanOrEqual(300);
          }
        },
      ),
    );
  });
});

it("the steps of a look name the one account and the one address, and else each of them", () => {
  const manager = { accountId: "652", above: true };
  const account = { accountId: "521", above: false };
  expect(lookWords({ accounts: [manager, account], names: [{ address: "omar@x.example" }] })).toMatchObject({
    accountId: "521",
    identity: "omar@x.example",
  });
  const more = {
    accounts: [account, { ...account, accountId: "700" }],
    names: [{ address: "a" }, { address: "b" }],
  };
  expect(lookWords(more)).toMatchObject({ accountId: "(each account’s id)", identity: "(each address)" });
});

describe("the names under which somebody is looked for", () => {
  const identity = (address: string, kind: "work" | "personal") => ({ address, kind, identityId: address });

  it("are each identity and each own address, once, the studio's first", () => {
    const names = lookNames({
      name: "Omar Rahman",
      emails: ["omar@studio.example", "o.rahman@studio.example", null],
      identities: [identity("omar@private.example", "personal"), identity("Omar@studio.example", "work")],
    });
    expect(names.map((each) => [each.address, each.identityId])).toEqual([
      ["Omar@studio.example", "Omar@studio.example"],
      ["o.rahman@studio.example", null],
      ["omar@private.example", "omar@private.example"],
    ]);
  });

  it("are the name alone where no address is known", () => {
    expect(lookNames({ name: "Omar Rahman", emails: [null], identities: [] })).toEqual([
      { address: "Omar Rahman", identityId: null, kind: "name" },
    ]);
  });

  it("are all to be looked under", () => {
    const names = lookNames({ name: "Omar", emails: ["a@x.example", "b@x.example"], identities: [] });
    expect(notLookedUnder(names, ["a@x.example"])).toEqual(["b@x.example"]);
    expect(notLookedUnder(names, ["b@x.example", "a@x.example"])).toEqual([]);
  });
});
