import { defineConfig } from "@playwright/test";
import { browserOptions } from "./tests/support/browser";
import { takeOwnApp, WORKERS } from "./tests/support/e2e-apps";

// Each worker's process loads this before its tests.
takeOwnApp();

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/support/e2e-setup.ts",
  outputDir: "test-results",
  // Each with a Keyholder and a database of its own, in which the journeys of a file follow each other.
  workers: WORKERS,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    launchOptions: await browserOptions(),
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: "off",
    screenshot: "only-on-failure",
  },
});
