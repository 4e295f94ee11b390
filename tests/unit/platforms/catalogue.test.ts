import { describe, expect, it } from "vitest";
import { catalogue, findAssetType, findPlatform, findRole } from "@/lib/platforms/catalogue";
import { platformSchema } from "@/lib/platforms/catalogue-schema";
import { compactName } from "@/lib/platforms/match-text";

/** Names that really mean more than one platform: the importer asks. */
const SHARED_ALIASES = [
  "Business Manager",
  "Campaign Manager",
  "DoubleClick",
  "Google",
  "Google Marketing Platform",
  "GMP",
  "Microsoft",
];

describe("the platform catalogue", () => {
  it("has the 38 platforms, each once, each with a mark of its own", () => {
    expect(catalogue).toHaveLength(38);
    expect(new Set(catalogue.map((platform) => platform.id)).size).toBe(38);
    expect(new Set(catalogue.map((platform) => platform.mark)).size).toBe(38);
  });

  it("refuses an entry with an unknown field, an unknown capability or a broken pattern", () => {
    const whole = structuredClone(findPlatform("google_ads"));
    expect(platformSchema.safeParse(whole).success).toBe(true);
    expect(platformSchema.safeParse({ ...whole, extra: 1 }).success).toBe(false);
    const role = whole?.roles[0];
    expect(platformSchema.safeParse({ ...whole, roles: [{ ...role, capabilities: ["fly"] }] }).success).toBe(
      false,
    );
    const type = whole?.assetTypes[0];
    const broken = { ...type, idFormat: { ...type?.idFormat, regex: "(" } };
    expect(platformSchema.safeParse({ ...whole, assetTypes: [broken] }).success).toBe(false);
  });

  it("gives no alias to two platforms, but for those that really mean several", () => {
    const holders = new Map<string, string[]>();
    for (const platform of catalogue)
      for (const name of new Set([platform.name, ...platform.aliases].map(compactName)))
        holders.set(name, [...(holders.get(name) ?? []), platform.id]);
    const shared = [...holders].filter(([, ids]) => ids.length > 1).map(([name]) => name);
    expect(shared.sort()).toEqual(SHARED_ALIASES.map(compactName).sort());
  });

  for (const platform of catalogue)
    describe(platform.name, () => {
      const types = new Set(platform.assetTypes.map((entry) => entry.type));
      const keys = new Set(platform.roles.map((role) => role.key));

      it("names types and roles once, and only those that exist", () => {
        expect(types.size).toBe(platform.assetTypes.length);
        expect(keys.size).toBe(platform.roles.length);
        expect(types).toContain(platform.mainAssetType);
        for (const type of Object.values(platform.aliasAssetTypes)) expect(types).toContain(type);
        for (const entry of platform.assetTypes)
          for (const type of [entry.parent, entry.accessThrough, ...entry.linksUnder])
            if (type) expect(types).toContain(type);
        for (const role of [...platform.roles, ...platform.restrictions])
          for (const type of role.heldOn) expect(types).toContain(type);
        for (const role of platform.roles)
          for (const required of role.requires) expect(keys).toContain(required);
      });

      it("has for each asset type a role, or the type through which access is given", () => {
        for (const entry of platform.assetTypes) {
          const holds = platform.roles.some((role) => role.heldOn.includes(entry.type));
          expect(holds || entry.accessThrough !== null, entry.type).toBe(true);
          expect(holds && entry.accessThrough !== null, entry.type).toBe(false);
        }
      });

      it("hints only at aliases that it has", () => {
        const names = [platform.name, ...platform.aliases].map(compactName);
        for (const alias of Object.keys(platform.aliasAssetTypes))
          expect(names).toContain(compactName(alias));
      });

      it("requires no role that itself requires it, and groups roles only where they combine", () => {
        for (const role of platform.roles) {
          expect(role.requires).not.toContain(role.key);
          if (role.group !== null)
            expect(
              role.heldOn.some((type) => findAssetType(platform, type)?.combine === "set"),
              role.key,
            ).toBe(true);
          for (const required of role.requires)
            expect(findRole(platform, required)?.requires).not.toContain(role.key);
        }
      });

      it("fills the account and the holder into its steps, and uses no other placeholder", () => {
        for (const steps of [platform.grantSteps, platform.removeSteps]) {
          const used = new Set(steps.join(" ").match(/\{[^}]*\}/g));
          expect(used).toContain("{accountId}");
          expect(used).toContain("{identity}");
          for (const placeholder of used)
            expect(["{accountId}", "{identity}", "{role}"]).toContain(placeholder);
        }
        expect(platform.grantSteps.join(" ")).toContain("{role}");
      });
    });
});
