import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/platforms/catalogue";
import { offerOf } from "@/lib/platforms/role-offer";
import { smallestRole } from "@/lib/platforms/smallest-role";
import { capabilitiesFor, workFor } from "@/lib/platforms/work";
import { compareTemplate } from "@/lib/requests/rules/compare-template";
import { forLess } from "@/lib/requests/rules/extension";

const ads = catalogue.find((each) => each.id === "google_ads");
if (!ads) throw new Error("no Google Ads");
const asset = { type: "ad_account", category: ads.category, offer: offerOf(ads) };
const role = (name: string) => {
  const found = ads.roles.find((each) => each.name === name && each.heldOn.includes("ad_account"));
  if (!found) throw new Error(`no role ${name}`);
  return found;
};

describe("a colleague's access as a template", () => {
  it("shows what it can do and what others lack, and proposes nothing before work is named", () => {
    const compared = compareTemplate(asset, [role("Admin")], [[], [role("Standard")], [role("Admin")]], []);
    expect(compared.does).toContain("publish-campaigns");
    expect(compared.lacks[0]).toEqual(expect.arrayContaining(["view", "manage_users"]));
    expect(compared.lacks[1]).toContain("manage_users");
    expect(compared.lacks[1]).not.toContain("view");
    expect(compared.lacks[2]).toEqual([]);
    expect(compared.smallest).toBeNull();
  });

  it("reduces an administrator's role to the smallest for the work that is named", () => {
    const { smallest } = compareTemplate(asset, [role("Admin")], [], ["look-at-reports"]);
    expect(smallest?.roles.map(({ name }) => name)).toEqual(["Read only"]);
    expect(smallest?.leavesOut).toContain("manage_users");
  });

  it("proposes the same whatever the colleague holds: the smallest role for the work", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...catalogue),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (platform, typeAt, heldAt, workAt) => {
          const { type } = platform.assetTypes[typeAt % platform.assetTypes.length] ?? { type: "" };
          const held = platform.roles[heldAt % platform.roles.length];
          const kinds = workFor(platform.category);
          const key = kinds[workAt % kinds.length]?.key;
          if (!held || !key) return;
          const of = { type, category: platform.category, offer: offerOf(platform) };
          const { smallest } = compareTemplate(of, [held], [], [key]);
          const alone = smallestRole(of.offer, type, capabilitiesFor([key], platform.category));
          expect(smallest?.roles ?? null).toEqual(alone.kind === "fits" ? alone.roles : null);
        },
      ),
    );
  });
});

describe("what an extension asks for less", () => {
  it("is nothing where what is held is the smallest", () => {
    expect(forLess({ asset, roles: [role("Standard")] }, ["publish-campaigns"])).toBeNull();
  });

  it("is the smallest role where what is held can do more", () => {
    const less = forLess({ asset, roles: [role("Admin")] }, ["publish-campaigns"]);
    expect(less?.roles.map(({ name }) => name)).toEqual(["Standard"]);
    expect(less?.leavesOut).toContain("manage_users");
  });
});
