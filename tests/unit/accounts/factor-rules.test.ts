import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canBeLeftWith,
  type Factors,
  passkeysMissing,
  satisfies,
  transportsInWords,
  waysLeft,
} from "@/lib/accounts/factor-rules";
import { SignInWay } from "@/prisma/generated/enums";

const bound = { id: "bound", bound: true, discoverable: true };
const synced = { id: "synced", bound: false, discoverable: true };
const second = { id: "second", bound: true, discoverable: false };
const app = { id: "app" };
const none: Factors = { keys: [], apps: [], password: false, federated: 0 };
const everyWay = Object.values(SignInWay);
const any = { ways: everyWay, deviceBoundOnly: false, passkeysRequired: 0 };

describe("the ways that factors make", () => {
  it.each<[string, Partial<Factors>, string[]]>([
    ["nothing", {}, []],
    ["a passkey", { keys: [synced] }, ["passkey"]],
    ["a security key alone", { keys: [second] }, []],
    ["a password alone", { password: true }, []],
    ["a password and a security key", { password: true, keys: [second] }, ["password_key"]],
    ["a password and an app", { password: true, apps: [app] }, ["password_totp"]],
    ["an app alone", { apps: [app] }, []],
    ["an issuer and an app", { federated: 1, apps: [app] }, ["federated_totp", "federated_mfa"]],
  ])("%s", (_, factors, ways) => {
    expect(waysLeft({ ...none, ...factors }, any)).toEqual(ways);
  });

  it("are those alone that the policy takes, with keys of the kind that it takes", () => {
    const has = { ...none, keys: [synced], password: true, apps: [app] };
    expect(waysLeft(has, { ...any, ways: ["passkey"] })).toEqual(["passkey"]);
    expect(waysLeft(has, { ...any, deviceBoundOnly: true })).toEqual(["password_totp"]);
    expect(passkeysMissing(has, { ...any, deviceBoundOnly: true, passkeysRequired: 2 })).toBe(2);
    expect(passkeysMissing({ ...has, keys: [bound, second] }, { ...any, passkeysRequired: 2 })).toBe(1);
    expect(waysLeft({ ...none }, { ...any, ways: ["recovery"] })).toEqual([]);
  });
});

describe("what somebody may be left with", () => {
  it("is never without the last passkey or key, whatever else there is", () => {
    const before = { ...none, keys: [bound], password: true, apps: [app] };
    expect(canBeLeftWith({ ...before, keys: [] }, before, any)).toMatch(/last passkey/);
  });

  it("is a way that the policy takes, and as many passkeys as it asks for", () => {
    const before = { ...none, keys: [bound, second], password: true, apps: [app] };
    const strict = { ...any, ways: [SignInWay.passkey] };
    expect(canBeLeftWith({ ...before, keys: [second] }, before, strict)).toMatch(/could not sign in/);
    expect(canBeLeftWith({ ...before, password: false }, before, strict)).toBe(true);
    const two = { ...none, keys: [bound, synced] };
    expect(canBeLeftWith({ ...none, keys: [bound] }, two, { ...any, passkeysRequired: 2 })).toMatch(
      /needs 2 passkeys/,
    );
    const old = { ...none, password: true, apps: [app] };
    expect(canBeLeftWith({ ...old, apps: [] }, old, any)).toMatch(/could not sign in/);
  });

  it("always satisfies the policy, however factors are taken away one after another", () => {
    const keys = fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1 }), bound: fc.boolean(), discoverable: fc.boolean() }),
      { maxLength: 4, selector: ({ id }) => id },
    );
    const factors: fc.Arbitrary<Factors> = fc.record({
      keys,
      apps: fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }) }), {
        maxLength: 2,
        selector: ({ id }) => id,
      }),
      password: fc.boolean(),
      federated: fc.nat({ max: 1 }),
    });
    const policies = fc.record({
      ways: fc.subarray(everyWay),
      deviceBoundOnly: fc.boolean(),
      passkeysRequired: fc.nat({ max: 2 }),
    });
    const steps = fc.array(fc.constantFrom("key", "app", "password"), { maxLength: 8 });
    fc.assert(
      fc.property(factors, policies, steps, (start, policy, taken) => {
        fc.pre(satisfies(start, policy));
        let left = start;
        for (const what of taken) {
          const rest: Factors = {
            ...left,
            keys: what === "key" ? left.keys.slice(1) : left.keys,
            apps: what === "app" ? left.apps.slice(1) : left.apps,
            password: what === "password" ? false : left.password,
          };
          if (canBeLeftWith(rest, left, policy) === true) left = rest;
        }
        expect(satisfies(left, policy)).toBe(true);
        if (start.keys.length > 0) expect(left.keys.length).toBeGreaterThan(0);
      }),
    );
  });
});

it("transports are said in words, each once", () => {
  expect(transportsInWords(["internal", "hybrid", "cable"])).toBe("built in, through a phone");
  expect(transportsInWords(["usb", "nfc", "carrier-pigeon"])).toBe("USB, held close (NFC), carrier-pigeon");
  expect(transportsInWords([])).toBe("");
});
