import { describe, expect, it } from "vitest";
import type { Capability } from "@/lib/platforms/capabilities";
import { findPlatform, findRole } from "@/lib/platforms/catalogue";
import { compareRoles, explainComparison, explainSmallest } from "@/lib/platforms/explain-role";
import { offerOf } from "@/lib/platforms/role-offer";
import { needsVerifiedRemoval, roleRisk } from "@/lib/platforms/role-risk";
import { smallestRole } from "@/lib/platforms/smallest-role";
import { capabilitiesFor, WORK, workFor } from "@/lib/platforms/work";

function sentence(id: string, type: string, needed: Capability[]): string {
  const platform = findPlatform(id);
  if (!platform) throw new Error(`No platform ${id}`);
  const offer = offerOf(platform);
  return explainSmallest(smallestRole(offer, type, needed), offer, type, needed);
}

function role(id: string, key: string) {
  const platform = findPlatform(id);
  const found = platform && findRole(platform, key);
  if (!found) throw new Error(`No role ${id}.${key}`);
  return found;
}

describe("the sentence beside the smallest role", () => {
  it("names the work, what comes along, and what the next role would add", () => {
    expect(sentence("google_ads", "ad_account", ["view", "publish"])).toBe(
      "Standard is the smallest role that can publish, though it also brings reporting, editing, spending, billing and personal data export; Admin would add user management and ownership.",
    );
    expect(sentence("ga4", "property", ["view", "report"])).toBe(
      "Viewer is the smallest role that can run reports; Analyst would add editing.",
    );
  });

  it("names every role of a set", () => {
    expect(sentence("gtm", "container", ["view", "edit"])).toBe(
      "Container: Edit with Account: User is the smallest set of roles that can edit; Container: Publish would add publishing and personal data export.",
    );
  });

  it("says when nothing fits, and what is nearest", () => {
    expect(sentence("gtm", "container", ["view", "report"])).toMatch(
      /^No role on this kind of asset can run reports\. The nearest is Container: Read with Account: User, which lacks reporting\./,
    );
    expect(sentence("ga4", "data_stream", ["view"])).toBe(
      "No role on this kind of asset can look, and none comes near.",
    );
  });

  it("compares an asked role with the smallest", () => {
    const standard = role("google_ads", "standard");
    const admin = role("google_ads", "admin");
    const billing = role("google_ads", "billing");
    expect(compareRoles([admin], [standard])).toEqual({
      above: true,
      adds: ["manage_users", "own"],
      lacks: [],
    });
    expect(compareRoles([standard], [standard]).above).toBe(false);
    expect(explainComparison([admin], [standard])).toBe(
      "Admin adds user management and ownership to what Standard can do.",
    );
    expect(explainComparison([billing], [standard])).toBe(
      "Billing lacks viewing, editing, publishing, spending and personal data export, which Standard has.",
    );
    expect(explainComparison([standard], [standard])).toBe("Standard is the smallest that does the work.");
  });
});

describe("the risk of a role", () => {
  it("is that of the worst thing that it can do", () => {
    expect(roleRisk(role("google_ads", "read-only").capabilities)).toBe("low");
    expect(roleRisk(role("meta_business", "manage-campaigns-ads").capabilities)).toBe("elevated");
    expect(roleRisk(role("ga4", "editor").capabilities)).toBe("personal_data");
    expect(roleRisk(role("google_ads", "standard").capabilities)).toBe("billing");
    expect(roleRisk(role("google_ads", "admin").capabilities)).toBe("administrator");
    expect(needsVerifiedRemoval(role("google_ads", "billing").capabilities)).toBe(true);
    expect(needsVerifiedRemoval(role("ga4", "marketer").capabilities)).toBe(false);
  });
});

describe("the kinds of work", () => {
  it("are offered for every category, each with something that it needs", () => {
    for (const work of WORK) expect(work.needs.length).toBeGreaterThan(0);
    expect(workFor("tag_management").map((work) => work.key)).toContain("install-tags");
    expect(workFor("tag_management").map((work) => work.key)).not.toContain("publish-campaigns");
  });

  it("need together what each needs, and spending where a campaign costs money", () => {
    expect(capabilitiesFor(["look-at-reports", "manage-billing"], "ad_account")).toEqual([
      "view",
      "report",
      "billing",
    ]);
    expect(capabilitiesFor(["publish-campaigns"], "ad_account")).toEqual([
      "view",
      "edit",
      "publish",
      "spend",
    ]);
    expect(capabilitiesFor(["publish-campaigns"], "email_marketing")).toEqual(["view", "edit", "publish"]);
    expect(capabilitiesFor([], "crm")).toEqual([]);
  });
});
