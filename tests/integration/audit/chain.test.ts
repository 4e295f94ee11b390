import pg from "pg";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { verifyChain } from "@/lib/audit/verify-chain";
import { systemActor } from "@/lib/auth/actor";
import { command, noTarget } from "@/lib/command";
import { db, type Reader } from "@/lib/db";
import { line } from "@/lib/input";
import { testDatabaseUrl } from "../../support/database";
import { withDatabase } from "../../support/test-server";

const addClients = command({
  name: "clients.add-several",
  permission: "clients.write",
  input: z.strictObject({ names: z.array(line()) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, input }) {
    const rows = await tx.client.createManyAndReturn({
      data: input.names.map((name) => ({ name, nameKey: name })),
    });
    return {
      result: rows.length,
      audit: rows.map((row) => ({
        objectType: "client",
        objectId: row.id,
        objectName: row.name,
        clientId: row.id,
        before: null,
        after: { name: row.name, ключ: ["é", 1.5, true, null] },
      })),
    };
  },
});

const operator = systemActor("operator");
let run = 0;
const names = (count: number) => {
  run += 1;
  return Array.from({ length: count }, (_, index) => `Client ${run}-${index}`);
};

/** Runs SQL as the owner of the tables, with the triggers off: the attacker of SEC-80. */
async function tamper(sql: string): Promise<void> {
  const { ownerUrl } = inject("testServer");
  const client = new pg.Client({
    connectionString: withDatabase(ownerUrl, new URL(testDatabaseUrl()).pathname.slice(1)),
  });
  await client.connect();
  try {
    await client.query(
      `ALTER TABLE "AuditEvent" DISABLE TRIGGER USER; ${sql}; ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`,
    );
  } finally {
    await client.end();
  }
}

describe("the audit chain", () => {
  beforeEach(async () => {
    await addClients(operator, { names: names(5) });
  });

  it("is whole while somebody writes on", async () => {
    await addClients(operator, { names: names(2) });
    // Between the last event and the head another one is written.
    const findUnique = async () => {
      await addClients(operator, { names: names(1) });
      return db.auditHead.findUnique({ where: { id: 1 } });
    };
    const between = { auditEvent: db.auditEvent, auditHead: { findUnique } } as unknown as Reader;
    expect(await verifyChain(between)).toMatchObject({ whole: true });
  });

  it("is whole after single and set-wise writes", async () => {
    await addClients(operator, { names: names(300) });
    const report = await verifyChain(db);
    expect(report).toMatchObject({ whole: true });
    expect(await db.auditEvent.count()).toBe((report as { events: number }).events);
  });

  it("has no gap and no fork when commands run at once", async () => {
    await Promise.all(Array.from({ length: 20 }, () => addClients(operator, { names: names(3) })));
    expect(await verifyChain(db)).toMatchObject({ whole: true });
  });

  it("leaves no event of a command that failed", async () => {
    const [taken] = await db.client.findMany({ take: 1 });
    const before = await db.auditEvent.count();
    await expect(addClients(operator, { names: ["new one", taken?.name ?? ""] })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await db.auditEvent.count()).toBe(before);
    expect(await db.client.count({ where: { name: "new one" } })).toBe(0);
  });

  it("keeps a refusal, in a transaction of its own", async () => {
    await expect(addClients(systemActor("mail"), { names: ["x"] })).rejects.toMatchObject({
      code: "forbidden",
    });
    const last = await db.auditEvent.findFirst({ orderBy: { seq: "desc" } });
    expect(last).toMatchObject({ outcome: "refused", actorName: "mail", action: "clients.add-several" });
    expect(await verifyChain(db)).toMatchObject({ whole: true });
  });

  it("cannot be changed by the application's role", async () => {
    await expect(db.$executeRaw`DELETE FROM "AuditEvent"`).rejects.toThrow(
      /permission denied|only ever added/,
    );
    await expect(db.$executeRaw`UPDATE "AuditEvent" SET reason = 'x'`).rejects.toThrow(
      /permission denied|only ever added/,
    );
  });

  it("refuses the change when its event cannot be written (SEC-09)", async () => {
    await tamper(`ALTER TABLE "AuditEvent" ADD CONSTRAINT no_more CHECK (false) NOT VALID`);
    try {
      const name = names(1);
      await expect(addClients(operator, { names: name })).rejects.toThrow();
      expect(await db.client.count({ where: { name: name[0] ?? "" } })).toBe(0);
    } finally {
      await tamper(`ALTER TABLE "AuditEvent" DROP CONSTRAINT no_more`);
    }
  });

  const attacks: [string, string, string][] = [
    [
      "a payload that was edited",
      `UPDATE "AuditEvent" SET canon = canon || '\\x20' WHERE seq = $`,
      "altered",
    ],
    [
      "a column that was edited",
      `UPDATE "AuditEvent" SET "actorName" = 'nobody' WHERE seq = $`,
      "column_altered",
    ],
    ["a row that was deleted", `DELETE FROM "AuditEvent" WHERE seq = $`, "missing"],
    [
      "two rows that changed places",
      `UPDATE "AuditEvent" SET seq = -1 WHERE seq = $; UPDATE "AuditEvent" SET seq = $ WHERE seq = $ + 1; UPDATE "AuditEvent" SET seq = $ + 1 WHERE seq = -1`,
      "unlinked",
    ],
  ];
  for (const [what, sql, fault] of attacks) {
    it(`names ${what}`, async () => {
      const { seq } = await db.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" }, skip: 2 });
      const kept = await db.auditEvent.count();
      await tamper(`CREATE TABLE kept AS TABLE "AuditEvent"; ${sql.replaceAll("$", String(seq))}`);
      const report = await verifyChain(db);
      await tamper(`TRUNCATE "AuditEvent"; INSERT INTO "AuditEvent" SELECT * FROM kept; DROP TABLE kept`);
      expect(report).toMatchObject({ whole: false, firstBad: { seq: Number(seq), fault } });
      expect(await db.auditEvent.count()).toBe(kept);
    });
  }

  it("names the end that was cut off", async () => {
    const { seq } = await db.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
    await tamper(`CREATE TABLE kept AS TABLE "AuditEvent"; DELETE FROM "AuditEvent" WHERE seq = ${seq}`);
    const report = await verifyChain(db);
    await tamper(`TRUNCATE "AuditEvent"; INSERT INTO "AuditEvent" SELECT * FROM kept; DROP TABLE kept`);
    expect(report).toMatchObject({ whole: false, firstBad: { seq: Number(seq), fault: "cut_off" } });
  });
});
