import { inject } from "vitest";
import { cloneTemplate } from "./test-server";

const worker = process.env.VITEST_POOL_ID ?? "0";
let clones = 0;

/** Another clone of the migrated template, for a test that needs a database to itself; gives the app's address. */
export function freshDatabase(): Promise<string> {
  clones += 1;
  return cloneTemplate(inject("testServer"), `w${worker}_${clones}`);
}

/** The address of this worker's database; `lib/db` uses it too. Each test file begins with a new clone. */
export function testDatabaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("Only integration tests have a database: move this test to tests/integration.");
  return url;
}
