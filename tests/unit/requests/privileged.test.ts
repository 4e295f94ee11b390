import { describe, expect, it } from "vitest";
import type { Capability } from "@/lib/platforms/capabilities";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { privilegedRoles } from "@/lib/requests/rules/privileged";

const role = (name: string, ...capabilities: Capability[]): RoleRow => ({
  id: name,
  key: name,
  name,
  rank: 1,
  heldOn: ["ad_account"],
  capabilities,
  requires: [],
  group: null,
  verified: true,
});
const reader = role("Read only", "view", "report");
const editor = role("Standard", "view", "report", "edit", "spend");
const names = (roles: readonly RoleRow[] | null) => roles?.map(({ name }) => name) ?? null;

describe("an approval", () => {
  it("of the smallest role is ordinary, whichever way it is chosen", () => {
    const item = { smallest: [editor], asked: [editor] };
    expect(privilegedRoles({ kind: "smallest" }, item)).toBeNull();
    expect(privilegedRoles({ kind: "asked" }, item)).toBeNull();
    expect(privilegedRoles({ kind: "roles", roles: [editor] }, item)).toBeNull();
  });

  it.each([
    ["administers", "manage_users"],
    ["owns", "own"],
    ["bills", "billing"],
    ["takes personal data out", "export_personal_data"],
  ] as const)("of a role that %s is privileged, also where it is the smallest", (_does, capability) => {
    const strong = role("Strong", "view", capability);
    const item = { smallest: [strong], asked: [strong] };
    expect(names(privilegedRoles({ kind: "smallest" }, item))).toEqual(["Strong"]);
    expect(names(privilegedRoles({ kind: "asked" }, item))).toEqual(["Strong"]);
  });

  it("of more than the smallest is privileged; lowered to the smallest it is not", () => {
    const item = { smallest: [reader], asked: [editor] };
    expect(names(privilegedRoles({ kind: "asked" }, item))).toEqual(["Standard"]);
    expect(names(privilegedRoles({ kind: "roles", roles: [editor] }, item))).toEqual(["Standard"]);
    expect(privilegedRoles({ kind: "smallest" }, item)).toBeNull();
    expect(privilegedRoles({ kind: "roles", roles: [reader] }, item)).toBeNull();
  });

  it("looks at what the roles can do together", () => {
    const billing = role("Billing", "billing");
    const item = { smallest: [reader], asked: [reader, billing] };
    expect(names(privilegedRoles({ kind: "asked" }, item))).toEqual(["Read only", "Billing"]);
  });

  it("where no role does the work is privileged: nobody has shown that it is needed", () => {
    expect(names(privilegedRoles({ kind: "asked" }, { smallest: [], asked: [reader] }))).toEqual([
      "Read only",
    ]);
  });

  it("that gives nothing, because it would give more than was asked, is left to its refusal", () => {
    const admin = role("Admin", "view", "report", "manage_users");
    expect(
      privilegedRoles({ kind: "roles", roles: [admin] }, { smallest: [reader], asked: [reader] }),
    ).toBeNull();
    expect(privilegedRoles({ kind: "smallest" }, { smallest: [], asked: [reader] })).toBeNull();
  });
});
