import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrate } from "@/scripts/database/migrate";
import { migrationNames } from "@/scripts/database/migrations";
import { freshDatabase } from "@/tests/support/database";
import { withDatabase } from "@/tests/support/test-server";

let appUrl: string;
let owner: { url: string; name: string };

beforeAll(async () => {
  appUrl = await freshDatabase();
  owner = {
    url: withDatabase(inject("testServer").ownerUrl, new URL(appUrl).pathname.slice(1)),
    name: "DATABASE_URL",
  };
});

/** One statement, as the app connects: with its role, whoever the address names. */
async function asApp(sql: string) {
  const client = new Client({ connectionString: appUrl, options: "-c role=keyholder_app" });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function asOwner(sql: string) {
  const client = new Client({ connectionString: owner.url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

describe("migrations", () => {
  it("have all been applied, and are not applied twice", async () => {
    const { rows } = await asApp("SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1");
    expect(rows.map((row) => row.name)).toEqual(migrationNames());
    expect(await migrate(owner)).toEqual([]);
  });

  it("run when two starts come at once", async () => {
    expect(await Promise.all([migrate(owner), migrate(owner)])).toEqual([[], []]);
  });
});

describe("the app's role", () => {
  it("reads and writes", async () => {
    const { rows } = await asApp(`SELECT count(*)::int AS people FROM "Person"`);
    expect(rows).toEqual([{ people: 0 }]);
  });

  it.each([
    ["makes no table", "CREATE TABLE x ()"],
    ["drops none", `DROP TABLE "Person"`],
    ["changes no audit event", `UPDATE "AuditEvent" SET reason = 'another'`],
    ["deletes no audit event", `DELETE FROM "AuditEvent"`],
    ["empties no audit log", `TRUNCATE "AuditEvent"`],
    ["changes no step of a grant", `DELETE FROM "GrantTransition"`],
    ["deletes no grant", `DELETE FROM "Grant"`],
    ["claims no migration", `UPDATE _prisma_migrations SET finished_at = now()`],
  ])("%s", async (_, sql) => {
    await expect(asApp(sql)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a database that does not fit", () => {
  afterAll(() => asOwner("DELETE FROM _prisma_migrations WHERE migration_name LIKE '2999%'"));

  it("that is newer is refused in one sentence", async () => {
    await asOwner(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('later', '', '29990101000000_later', now())`);
    await expect(migrate(owner)).rejects.toThrow(
      "The database is newer than this version of Keyholder (it has the migration 29990101000000_later): start the version that made it, or a later one.",
    );
  });

  it("that was made by another text of a migration is refused", async () => {
    const [first] = migrationNames();
    const change = (checksum: string) =>
      asOwner(`UPDATE _prisma_migrations SET checksum = ${checksum} WHERE migration_name = '${first}'`);
    await asOwner("DELETE FROM _prisma_migrations WHERE migration_name LIKE '2999%'");
    await change("reverse(checksum)");
    await expect(migrate(owner)).rejects.toThrow(
      `The migration ${first} is not the one that this database was made with`,
    );
    await change("reverse(checksum)");
    expect(await migrate(owner)).toEqual([]);
  });

  it("that cannot be reached is refused in one sentence, without its password", async () => {
    await expect(
      migrate({ url: "postgresql://me:hidden@127.0.0.1:1/keyholder", name: "DATABASE_URL" }),
    ).rejects.toThrow(
      "The database at 127.0.0.1:1/keyholder cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.",
    );
  });

  it("that refuses the password says so", async () => {
    const wrong = new URL(owner.url);
    wrong.password = "wrong";
    await expect(migrate({ url: wrong.href, name: "DATABASE_URL" })).rejects.toThrow(
      /refuses the user and password of DATABASE_URL/,
    );
  });
});
