import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The tests' own secrets; nothing outside of a test run is ever signed or encrypted with them.
const secrets = {
  SESSION_SECRET: Buffer.alloc(32, "tests").toString("base64"),
  FIELD_ENCRYPTION_KEYS: `tests:${Buffer.alloc(32, "tests").toString("base64")}`,
};

const ALONE = "tests/integration/**/*.alone.test.ts";

const onDatabase = {
  include: ["tests/integration/**/*.test.ts"],
  globalSetup: ["tests/support/integration-setup.ts"],
  setupFiles: ["tests/support/integration-environment.ts"],
};

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: secrets,
    projects: [
      {
        extends: true,
        // Beside other steps a search of the whole catalogue takes its time.
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 120_000 },
      },
      // Modules are loaded once for all files of a worker, and each file has a new clone of the database under the
      // same address. What replaces modules, runs a worker or has a server of its own is in files that are loaded alone.
      { extends: true, test: { ...onDatabase, name: "integration", exclude: [ALONE], isolate: false } },
      { extends: true, test: { ...onDatabase, name: "integration alone", include: [ALONE] } },
    ],
  },
});
