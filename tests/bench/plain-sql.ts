import type { Client } from "pg";

/** Tables that the measured commands write, in an order in which rows can be inserted. */
const TABLES = [
  "Person",
  "Identity",
  "IdentityHolder",
  "Client",
  "Engagement",
  "Asset",
  "ImportRun",
  "ImportRow",
  "Setting",
  "RequestItem",
  "Departure",
  "Closing",
  "HrSource",
  "ScimToken",
  "ScimUser",
  "ScimGroup",
  "Membership",
  "ScimGroupMember",
  "Move",
  "Grant",
  "GrantTransition",
  "MoveLine",
  "Notification",
  "Task",
  "TaskGrant",
  "TaskFollowUp",
  "TaskMatter",
  "AuditEvent",
  "AuditHead",
] as const;

/** The rows of one table that were written: those that were new, and those that were there and have changed. */
export type Written = {
  table: string;
  /** Those that can be written: a generated one writes itself. */
  columns: string[];
  inserted: string[];
  changed: string[];
  changedColumns: string[];
};

/** The number that the next transaction gets; rows that are written from now on carry it or a higher one. */
export async function nextTransaction(client: Client): Promise<bigint> {
  const { rows } = await client.query<{ xid: string }>("SELECT pg_current_xact_id()::text AS xid");
  return BigInt(rows[0]?.xid ?? 0);
}

/**
 * Reads every row that was written since a transaction, as JSON, beside what the prepared database has. Throws when
 * a table was written that this file does not know, since the comparison would then leave something out.
 */
export async function readWritten(after: Client, before: Client, since: bigint): Promise<Written[]> {
  const written: Written[] = [];
  for (const table of await tablesOf(after)) {
    const now = await read(after, table, `xmin::text::bigint > ${since}`);
    if (now.size === 0) continue;
    if (!(TABLES as readonly string[]).includes(table))
      throw new Error(`The measured command also writes ${table}: add it to the plain SQL.`);
    const was = await read(before, table, "true");
    const changed = [...now.keys()].filter((key) => was.has(key));
    const columns = await columnsOf(after, table);
    const differ = changed.flatMap((key) => differing(now.get(key) ?? "{}", was.get(key) ?? "{}"));
    written.push({
      ...{ table, columns },
      inserted: [...now.keys()].filter((key) => !was.has(key)).map((key) => now.get(key) ?? ""),
      changed: changed.map((key) => now.get(key) ?? ""),
      changedColumns: [...new Set(differ)].filter((column) => columns.includes(column)),
    });
  }
  return written.sort((a, b) => orderOf(a.table) - orderOf(b.table));
}

/** Keeps the rows beside the tables, in a schema of their own, so that plain SQL can write them again from there. */
export async function keepWritten(owner: Client, written: readonly Written[]): Promise<void> {
  await owner.query("CREATE SCHEMA kept");
  for (const { table, inserted, changed } of written)
    for (const [name, rows] of [
      [`${table}_inserted`, inserted],
      [`${table}_changed`, changed],
    ] as const) {
      await owner.query(`CREATE TABLE kept."${name}" AS SELECT * FROM public."${table}" WITH NO DATA`);
      await owner.query(
        `INSERT INTO kept."${name}" SELECT * FROM jsonb_populate_recordset(NULL::public."${table}", $1::jsonb)`,
        [`[${rows.join(",")}]`],
      );
    }
  await owner.query("GRANT USAGE ON SCHEMA kept TO keyholder_app");
  await owner.query("GRANT SELECT ON ALL TABLES IN SCHEMA kept TO keyholder_app");
}

/** Writes the kept rows as plainly as SQL can: one INSERT … SELECT or UPDATE … FROM for each table, one transaction. */
export async function writePlainly(app: Client, written: readonly Written[]): Promise<void> {
  await app.query("BEGIN");
  for (const { table, columns, inserted, changed, changedColumns } of written) {
    const names = columns.map((column) => `"${column}"`).join(", ");
    if (inserted.length > 0)
      await app.query(
        `INSERT INTO public."${table}" (${names}) SELECT ${names} FROM kept."${table}_inserted"`,
      );
    if (changed.length === 0) continue;
    const set = changedColumns.map((column) => `"${column}" = k."${column}"`).join(", ");
    const key = table === "Setting" ? "key" : "id";
    await app.query(
      `UPDATE public."${table}" t SET ${set} FROM kept."${table}_changed" k WHERE t."${key}" = k."${key}"`,
    );
  }
  await app.query("COMMIT");
}

/** How many rows there are, for the report. */
export const rowsOf = (written: readonly Written[]): number =>
  written.reduce((sum, each) => sum + each.inserted.length + each.changed.length, 0);

const orderOf = (table: string) => (TABLES as readonly string[]).indexOf(table);

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'GrantStep')",
  );
  return rows.map((row) => row.name);
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = '"${table}"'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
  );
  return rows.map((row) => row.name);
}

/** Rows as JSON by their primary key. */
async function read(client: Client, table: string, where: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; row: string }>(
    `SELECT to_jsonb(t)::text AS row, (SELECT string_agg(to_jsonb(t) ->> a.attname, ' ' ORDER BY a.attnum)
       FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
       WHERE i.indrelid = '"${table}"'::regclass AND i.indisprimary) AS key
     FROM public."${table}" t WHERE ${where}`,
  );
  return new Map(rows.map((row) => [row.key, row.row]));
}

function differing(now: string, was: string): string[] {
  const [one, other] = [JSON.parse(now), JSON.parse(was)] as Record<string, unknown>[];
  return Object.keys(one ?? {}).filter(
    (column) => JSON.stringify(one?.[column]) !== JSON.stringify(other?.[column]),
  );
}
