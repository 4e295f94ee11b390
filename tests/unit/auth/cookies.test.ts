import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function cookiesOf(url: string) {
  vi.stubEnv("KEYHOLDER_URL", url);
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.resetModules();
  const { cookieName, cookieOptions } = await import("@/lib/auth/cookies");
  return { name: cookieName("session"), ...cookieOptions() };
}

test("behind https every cookie is bound to this host", async () => {
  expect(await cookiesOf("https://keys.studio.example")).toEqual({
    name: "__Host-keyholder.session",
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: true,
  });
});

test("without https the browser would refuse that name", async () => {
  expect(await cookiesOf("http://localhost:3000")).toMatchObject({
    name: "keyholder.session",
    secure: false,
  });
});
