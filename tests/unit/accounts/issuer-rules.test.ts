import { describe, expect, it, vi } from "vitest";

vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
const { askedOfIssuer, believedFor, claimValues, nextAuthId, providerIdOf } = await import(
  "@/lib/accounts/issuer-rules"
);

const now = new Date("2026-11-26T12:00:00Z");
const seconds = now.getTime() / 1000;
const nothing = { believedAmr: [], believedAcr: [] };
const mfa = { believedAmr: ["mfa", "hwk"], believedAcr: ["urn:two"] };
const just = { amr: ["pwd", "mfa"], acr: null, authTime: seconds - 20 };

describe("the issuer's second factor", () => {
  it("counts for a value that the owner believes", () => {
    expect(believedFor(mfa, just, now)).toBe("amr mfa");
    expect(believedFor(mfa, { ...just, amr: [], acr: "urn:two" }, now)).toBe("acr urn:two");
  });

  it("counts for nothing where nothing is believed, or another value", () => {
    expect(believedFor(nothing, just, now)).toBeNull();
    expect(believedFor(mfa, { ...just, amr: ["pwd", "MFA", "mfa "] }, now)).toBeNull();
    expect(believedFor(mfa, { ...just, amr: ["urn:two"], acr: "mfa" }, now)).toBeNull();
    expect(believedFor(mfa, { ...just, amr: [], acr: null }, now)).toBeNull();
  });

  it.each([
    ["no time", null, null],
    ["five minutes ago", seconds - 300, "amr mfa"],
    ["longer ago", seconds - 361, null],
    ["a little ahead, as clocks are", seconds + 30, "amr mfa"],
    ["in the future", seconds + 120, null],
  ])("given with %s", (_, authTime, believed) => {
    expect(believedFor(mfa, { ...just, authTime }, now)).toBe(believed);
  });
});

it("is asked for anew only where something of it is believed", () => {
  expect(askedOfIssuer(nothing)).toEqual({ scope: "openid profile email" });
  expect(askedOfIssuer(mfa)).toEqual({
    scope: "openid profile email",
    max_age: "300",
    acr_values: "urn:two",
  });
});

describe("believed values", () => {
  it("come with spaces or commas between, each once", () => {
    expect(claimValues().parse(" mfa, hwk  mfa,")).toEqual(["mfa", "hwk"]);
    expect(claimValues().parse(undefined)).toEqual([]);
  });

  it("are ten at most", () => {
    expect(claimValues().safeParse("a b c d e f g h i j k").success).toBe(false);
  });
});

it("a provider's name for next-auth leads back to its id, and nothing else does", () => {
  const id = "01937b4c-0000-7000-8000-000000000000";
  expect(providerIdOf(nextAuthId(id))).toBe(id);
  for (const name of ["passkey", "oidc-", `oidc-${id}x`, `xoidc-${id}`, `oidc-${id}/..`, `oidc-${id}\n`]) {
    expect(providerIdOf(name)).toBeNull();
  }
});
