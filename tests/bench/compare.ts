import type { Client } from "pg";
import { db } from "@/lib/db";
import { type Databases, withClient } from "./databases";
import { median, timed } from "./measure";
import { keepWritten, nextTransaction, readWritten, rowsOf, writePlainly } from "./plain-sql";
import type { Line } from "./report";

/** A command to be measured beside plain SQL. */
export type Compared = {
  name: string;
  size: string;
  /** Fills the work database, from the migrated template, with what the command finds there. */
  prepare: () => Promise<void>;
  /** Runs it; gives the milliseconds of its parts, by name. */
  work: () => Promise<Record<string, number>>;
  /** Reads plainly what the command reads, where reading is what it is for. */
  reads?: (client: Client) => Promise<void>;
  /** Throws when it did not do what is measured. */
  check: () => Promise<void>;
};

/**
 * Measures a command beside the plain SQL that writes the same rows: `times` pairs, one after the other, each on a
 * database made anew. The rows are those of a first run, which is not counted and warms everything up.
 */
export async function compare(databases: Databases, times: number, compared: Compared): Promise<Line> {
  const prepared = "keyholder_bench_prepared";
  await compared.prepare();
  await db.$disconnect();
  await withClient(databases.ownerUrl, (client) => client.query("VACUUM (ANALYZE)"));
  await databases.keepAs(prepared);

  const written = await writeOnce(databases, prepared, compared);
  const ours: number[] = [];
  const plain: number[] = [];
  const parts: Record<string, number>[] = [];
  for (let time = 0; time < times; time += 1) {
    await databases.workFrom(prepared);
    await db.$queryRaw`SELECT 1`;
    ours.push(await timed(async () => parts.push(await compared.work())));
    await compared.check();
    await db.$disconnect();
    await databases.workFrom(prepared);
    await withClient(asApp(databases.appUrl), async (client) => {
      await client.query("SELECT 1");
      plain.push(
        await timed(async () => {
          await compared.reads?.(client);
          await writePlainly(client, written);
        }),
      );
    });
  }
  return {
    name: compared.name,
    size: `${compared.size}, ${rowsOf(written).toLocaleString("en-GB")} rows written`,
    ms: median(ours),
    plainMs: median(plain),
    ratio: median(ours.map((each, index) => each / (plain[index] ?? Number.NaN))),
    parts: Object.fromEntries(
      Object.keys(parts[0] ?? {}).map((name) => [
        name,
        median(parts.map((each) => each[name] ?? Number.NaN)),
      ]),
    ),
  };
}

/** Runs the command once, and keeps in the prepared database what it wrote, for the plain SQL. */
async function writeOnce(databases: Databases, prepared: string, compared: Compared) {
  await databases.workFrom(prepared);
  const preparedUrl = databases.ownerUrl.replace(/keyholder_bench_work/, prepared);
  const since = await withClient(databases.ownerUrl, nextTransaction);
  await compared.work();
  await compared.check();
  await db.$disconnect();
  return withClient(databases.ownerUrl, (after) =>
    withClient(preparedUrl, async (before) => {
      const written = await readWritten(after, before, since);
      await keepWritten(before, written);
      await before.query("VACUUM (ANALYZE)");
      return written;
    }),
  );
}

/** With the role and the limits of the app's own connections. */
function asApp(url: string): string {
  const address = new URL(url);
  address.searchParams.set("options", "-c role=keyholder_app -c timezone=UTC");
  return address.href;
}
