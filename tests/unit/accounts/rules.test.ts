import { describe, expect, test } from "vitest";
import { canBeginSession, canUseLink, leavesAnOwner, passkeyName, rolesInWords } from "@/lib/accounts/rules";
import { returnPath } from "@/lib/auth/return-path";

const now = new Date("2026-11-24T12:00:00Z");
const later = new Date("2026-11-24T12:00:01Z");

describe("where a sign-in leads", () => {
  test.each(["/", "/people", "/requests?state=waiting&page=2", "/people/0190#keys"])("stays: %s", (path) => {
    expect(returnPath(path)).toBe(path);
  });

  test.each([
    undefined,
    "",
    "people",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/a\\b",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/sign-in",
    "/sign-in?to=/people",
    "/api/sign-out",
    `/${"a".repeat(500)}`,
  ])("goes to the first page instead of %s", (path) => {
    expect(returnPath(path)).toBe("/");
  });

  test("of two the first counts", () => expect(returnPath(["/people", "//evil.example"])).toBe("/people"));
});

describe("a link", () => {
  const good = { expiresAt: later, consumedAt: null, withdrawnAt: null };
  test("opens until its end, not in that moment", () => {
    expect(canUseLink(good, now)).toBe(true);
    expect(canUseLink({ ...good, expiresAt: now }, now)).toMatch(/too old/);
  });
  test("says why it does not open, the use before the age", () => {
    expect(canUseLink(null, now)).toMatch(/not one of ours/);
    expect(canUseLink({ ...good, expiresAt: now, consumedAt: now }, now)).toMatch(/already used/);
    expect(canUseLink({ ...good, withdrawnAt: now }, now)).toMatch(/withdrawn/);
  });
});

test("a session begins until access ends, not in that moment", () => {
  const here = { disabledAt: null, endedAt: null, accessEndsAt: null };
  expect(canBeginSession(here, now)).toBe(true);
  expect(canBeginSession({ ...here, accessEndsAt: later }, now)).toBe(true);
  expect(canBeginSession({ ...here, accessEndsAt: now }, now)).toMatch(/last working day/);
  expect(canBeginSession({ ...here, endedAt: now }, now)).toMatch(/last working day/);
  expect(canBeginSession({ ...here, disabledAt: now }, now)).toMatch(/disabled/);
});

test("an owner is left when another than this one is", () => {
  expect(leavesAnOwner([], "a")).toBe(false);
  expect(leavesAnOwner(["a"], "a")).toBe(false);
  expect(leavesAnOwner(["a", "b"], "a")).toBe(true);
});

test("roles are read in their order", () => {
  expect(rolesInWords(["staff", "owner"])).toBe("Owner, Staff");
});

test.each([
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/153.0 Safari/537.36 Edg/153.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/153.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1",
    "Safari on iOS",
  ],
  [null, "Browser"],
])("a passkey's first name from %s", (agent, name) => expect(passkeyName(agent)).toBe(name));
