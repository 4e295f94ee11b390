import { Client } from "pg";
import { expect, inject, it } from "vitest";
import { GET } from "@/app/api/health/ready/route";
import { testDatabaseUrl } from "@/tests/support/database";
import { withDatabase } from "@/tests/support/test-server";

async function asOwner(sql: string): Promise<void> {
  const name = new URL(testDatabaseUrl()).pathname.slice(1);
  const client = new Client({ connectionString: withDatabase(inject("testServer").ownerUrl, name) });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

it("is ready when the database has this version's migrations, and says so when it has not", async () => {
  const ready = await GET();
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: "ok", database: "reachable", migrations: "current" },
  ]);

  await asOwner("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_guards'");
  const behind = await GET();
  expect([behind.status, await behind.json()]).toMatchObject([
    503,
    { status: "unavailable", migrations: "behind" },
  ]);
});
