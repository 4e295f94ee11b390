import pg from "pg";
import { inject } from "vitest";
import { testDatabaseUrl } from "./database";
import { withDatabase } from "./test-server";

/** The same people, and nobody has left or was reported: between tests that share one studio. As the owner, past the guards. */
export async function departuresAnew(): Promise<void> {
  const { ownerUrl } = inject("testServer");
  const client = new pg.Client({
    connectionString: withDatabase(ownerUrl, new URL(testDatabaseUrl()).pathname.slice(1)),
  });
  await client.connect();
  try {
    await client.query(`
      ALTER TABLE "DepartureReport" DISABLE TRIGGER USER;
      DELETE FROM "DepartureReport";
      ALTER TABLE "DepartureReport" ENABLE TRIGGER USER;
      DELETE FROM "SourcePerson"; DELETE FROM "FolderFile"; DELETE FROM "HrSource"; DELETE FROM "Notification";
      UPDATE "Departure" SET "cancelledAt" = now() WHERE "cancelledAt" IS NULL;
      UPDATE "Person" SET "accessEndsAt" = NULL, "endedAt" = NULL;
      UPDATE "Account" SET "sessionEpoch" = 0;
      UPDATE "Session" SET "revokedAt" = NULL;
      UPDATE "DepartureGuard" SET most = 5, percent = 10, least = 3, minutes = 10`);
  } finally {
    await client.end();
  }
}
