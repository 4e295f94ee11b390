import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeMet, type Held, policyWays, strictestOf, suffices } from "@/lib/accounts/policy-rules";
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
const held = (over: Partial<Held>): Held => ({
  ...{ keys: [], apps: [], password: false, federated: 0, believed: false },
  ...over,
});
const key = (over: Partial<Held["keys"][number]> = {}) => ({
  id: "k",
  bound: true,
  discoverable: true,
  ...over,
});
const app = { apps: [{ id: "a" }] };
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

describe("what somebody has suffices", () => {
  it.each<[string, Partial<Held>, Partial<Policy>, boolean]>([
    ["a passkey", { keys: [key({ bound: false })] }, { ways: ["passkey"] }, true],
    ["no passkey", { password: true, ...app }, { ways: ["passkey"] }, false],
    [
      "a synced passkey where it has to be bound",
      { keys: [key({ bound: false })] },
      { deviceBoundOnly: true },
      false,
    ],
    ["one passkey where two are required", { keys: [key()] }, { passkeysRequired: 2 }, false],
    ["a key after a password", { keys: [key({ discoverable: false })], password: true }, {}, true],
    ["a password and an app", { password: true, ...app }, {}, true],
    ["a company sign-in alone", { federated: 1 }, {}, false],
    ["a company sign-in that is believed", { federated: 1, believed: true }, {}, true],
    ["the same where it does not count", { federated: 1, believed: true }, { ways: ["passkey"] }, false],
    ["a company sign-in and an app", { federated: 1, ...app }, { ways: ["federated_totp"] }, true],
  ])("%s", (_, over, asked, answer) => {
    expect(suffices(held(over), policy(asked))).toBe(answer);
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
const anyHeld = fc.record({
  keys: fc.array(fc.record({ id: fc.uuid(), bound: fc.boolean(), discoverable: fc.boolean() }), {
    maxLength: 4,
  }),
  apps: fc.array(fc.record({ id: fc.uuid() }), { maxLength: 1 }),
  password: fc.boolean(),
  federated: fc.nat(2),
  believed: fc.boolean(),
});

it("what suffices for two roles together suffices for each of them", () => {
  fc.assert(
    fc.property(anyHeld, anyPolicy, anyPolicy, (has, a, b) => {
      fc.pre(suffices(has, strictestOf([a, b])));
      expect(suffices(has, a) && suffices(has, b)).toBe(true);
    }),
  );
});
