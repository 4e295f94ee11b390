import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeMet, type Factors, policyWays, satisfies, strictestOf } from "@/lib/accounts/policy-rules";
import type { Policy } from "@/lib/auth/standing";

const policy = (over: Partial<Policy> = {}): Policy => ({
  ways: [...policyWays],
  idleMinutes: 30,
  absoluteHours: 12,
  deviceBoundOnly: false,
  passkeysRequired: 0,
  passkeysAsked: 0,
  ...over,
});
const nothing: Factors = {
  passkeys: 0,
  boundPasskeys: 0,
  discoverable: 0,
  boundDiscoverable: 0,
  password: false,
  app: false,
  federated: false,
  believed: false,
};
const has = (over: Partial<Factors>): Factors => ({ ...nothing, ...over });
const synced = { passkeys: 1, discoverable: 1 };
const bound = { ...synced, boundPasskeys: 1, boundDiscoverable: 1 };
const all = { some: true, believed: true };

describe("a policy can be met", () => {
  it.each<[string, Partial<Policy>, typeof all]>([
    ["with all ways", {}, all],
    ["by passkeys alone", { ways: ["passkey"], deviceBoundOnly: true, passkeysRequired: 5 }, all],
    [
      "by passwords, with a passkey for who has none yet",
      { ways: ["password_totp"], passkeysRequired: 2 },
      all,
    ],
    ["by a company sign-in that there is", { ways: ["federated_totp"] }, { some: true, believed: false }],
    ["by a password with a key of one device", { ways: ["password_key"], deviceBoundOnly: true }, all],
  ])("%s", (_, over, issuers) => {
    expect(canBeMet(policy(over), issuers)).toBe(true);
  });

  it.each<[string, Partial<Policy>, typeof all, RegExp]>([
    ["without a way", { ways: [] }, all, /at least one way/],
    ["by a recovery", { ways: ["recovery"] }, all, /could sign in/],
    [
      "by an issuer that there is not",
      { ways: ["federated_key"] },
      { some: false, believed: false },
      /No company/,
    ],
    [
      "by a factor that nobody believes",
      { ways: ["federated_mfa"] },
      { some: true, believed: false },
      /believed/,
    ],
    [
      "by keys of one device without a key",
      { ways: ["password_totp"], deviceBoundOnly: true },
      all,
      /uses one/,
    ],
  ])("not %s", (_, over, issuers, words) => {
    expect(canBeMet(policy(over), issuers)).toMatch(words);
  });
});

describe("who satisfies a policy with what they have", () => {
  it.each<[string, Partial<Factors>, Partial<Policy>, boolean]>([
    ["a passkey", synced, { ways: ["passkey"] }, true],
    ["no passkey", { password: true, app: true }, { ways: ["passkey"] }, false],
    [
      "a synced passkey where it has to be bound",
      synced,
      { ways: ["passkey"], deviceBoundOnly: true },
      false,
    ],
    ["a bound one", bound, { ways: ["passkey"], deviceBoundOnly: true }, true],
    ["one where two are required", bound, { passkeysRequired: 2 }, false],
    ["a key that is not found by itself", { passkeys: 1 }, { ways: ["passkey"] }, false],
    ["the same after a password", { passkeys: 1, password: true }, { ways: ["password_key"] }, true],
    ["a password alone", { password: true }, {}, false],
    ["a password and an app", { password: true, app: true }, {}, true],
    ["an app alone", { app: true }, {}, false],
    ["a company sign-in alone", { federated: true }, {}, false],
    ["a company sign-in that is believed", { federated: true, believed: true }, {}, true],
    ["a company sign-in and an app", { federated: true, app: true }, { ways: ["federated_totp"] }, true],
    [
      "a company sign-in and a synced key",
      { federated: true, ...synced },
      { ways: ["federated_key"], deviceBoundOnly: true },
      false,
    ],
    [
      "a password and an app, with no passkey where one is required",
      { password: true, app: true },
      { passkeysRequired: 1 },
      false,
    ],
  ])("%s", (_, factors, over, answer) => {
    expect(satisfies(has(factors), policy(over))).toBe(answer);
  });
});

const anyPolicy = fc.record({
  ways: fc.subarray([...policyWays]),
  idleMinutes: fc.integer({ min: 5, max: 60 }),
  absoluteHours: fc.integer({ min: 1, max: 24 }),
  deviceBoundOnly: fc.boolean(),
  passkeysRequired: fc.integer({ min: 0, max: 5 }),
  passkeysAsked: fc.integer({ min: 0, max: 5 }),
});
const anyFactors = fc
  .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
  .map(([extra, found, boundFound, password, app, federated, believed]) => ({
    passkeys: extra + found + boundFound,
    boundPasskeys: boundFound,
    discoverable: found + boundFound,
    boundDiscoverable: boundFound,
    password,
    app,
    federated: federated || believed,
    believed,
  }));

it("who satisfies what two roles ask together satisfies each of them", () => {
  fc.assert(
    fc.property(anyFactors, anyPolicy, anyPolicy, (factors, a, b) => {
      if (!satisfies(factors, strictestOf([a, b]))) return;
      expect(satisfies(factors, a) && satisfies(factors, b)).toBe(true);
    }),
  );
});
