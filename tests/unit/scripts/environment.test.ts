import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { completeEnvironment } from "@/scripts/setup/environment";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyholder-environment-"));
  for (const name of [
    "DATABASE_URL",
    "SESSION_SECRET",
    "FIELD_ENCRYPTION_KEYS",
    "KEYHOLDER_URL",
    "NEXTAUTH_URL",
    "NEXTAUTH_SECRET",
  ]) {
    vi.stubEnv(name, "");
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("the secrets of a start", () => {
  it("are made once, kept to their owner, and found again", () => {
    completeEnvironment(folder, undefined);
    const { SESSION_SECRET, FIELD_ENCRYPTION_KEYS } = process.env;
    expect(Buffer.from(SESSION_SECRET ?? "", "base64")).toHaveLength(32);
    expect(FIELD_ENCRYPTION_KEYS).toMatch(/^k1:.{44}$/);
    expect(process.env.NEXTAUTH_SECRET).toBe(SESSION_SECRET);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);

    vi.stubEnv("SESSION_SECRET", "");
    vi.stubEnv("FIELD_ENCRYPTION_KEYS", "");
    completeEnvironment(folder, undefined);
    expect(process.env).toMatchObject({ SESSION_SECRET, FIELD_ENCRYPTION_KEYS });
  });

  it("are the environment's where it gives them", () => {
    vi.stubEnv("SESSION_SECRET", "given");
    completeEnvironment(folder, undefined);
    expect(process.env.SESSION_SECRET).toBe("given");
  });

  it("must be given in production with a database of one's own", () => {
    vi.stubEnv("DATABASE_URL", "postgresql://db.example.com/keyholder");
    expect(() => completeEnvironment(folder, "production")).toThrow(/^SESSION_SECRET is missing: /);
    vi.stubEnv("SESSION_SECRET", "given");
    expect(() => completeEnvironment(folder, "production")).toThrow(/^FIELD_ENCRYPTION_KEYS is missing: /);
    vi.stubEnv("FIELD_ENCRYPTION_KEYS", "given");
    expect(() => completeEnvironment(folder, "production")).not.toThrow();
  });
});
