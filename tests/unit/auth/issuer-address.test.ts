import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function at(keyholder: string) {
  vi.stubEnv("KEYHOLDER_URL", keyholder);
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.resetModules();
  return import("@/lib/auth/issuer-address");
}

describe("an issuer's address", () => {
  it.each([
    ["https://accounts.google.com", true],
    ["https://login.example.com/tenant/v2.0", true],
    ["https://10.1.2.3/realm", true],
    ["http://login.example.com", false],
    ["http://localhost:4000", false],
    ["https://localhost:4000", false],
    ["https://127.0.0.1", false],
    ["https://2130706433", false],
    ["https://0x7f.1", false],
    ["https://[::1]", false],
    ["https://[::ffff:169.254.169.254]", false],
    ["https://169.254.169.254/latest", false],
    ["https://[fd00:ec2::254]", false],
    ["https://[64:ff9b::a9fe:a9fe]", false],
    ["https://user:password@login.example.com", false],
    ["https://login.example.com/#fragment", false],
    ["ftp://login.example.com", false],
    ["file:///etc/passwd", false],
    ["login.example.com", false],
    ["", false],
  ])("behind https, %s may be called: %s", async (address, may) => {
    expect((await at("https://keys.studio.example")).isIssuerUrl(address)).toBe(may);
  });

  it("may be on this machine where Keyholder is tried out on it", async () => {
    const { isIssuerUrl } = await at("http://localhost:3000");
    expect(isIssuerUrl("http://localhost:4000")).toBe(true);
    expect(isIssuerUrl("http://login.example.com")).toBe(false);
    expect(isIssuerUrl("https://169.254.169.254")).toBe(false);
  });
});

describe("a name is resolved once", () => {
  const resolve = async (keyholder: string, name: string) => {
    const { checkedLookup } = await at(keyholder);
    return new Promise((done) => {
      checkedLookup(name, { all: true }, (error, addresses) => done(error ? error.message : addresses));
    });
  };

  it("and refused when it leads to this machine", async () => {
    expect(await resolve("https://keys.studio.example", "localhost")).toMatch(/not called/);
    expect(await resolve("http://localhost:3000", "localhost")).toContainEqual({
      address: "127.0.0.1",
      family: 4,
    });
  });
});
