import { Client } from "pg";
import { Refusal } from "../setup/refusal.mjs";

/** The first version with uuidv7(), which makes the keys. */
const OLDEST = 18;

/**
 * Opens one connection. Throws a Refusal, in one sentence, when the server cannot be reached, refuses the user,
 * or is older than PostgreSQL 18. `name` is the variable that the address came from.
 */
export async function connect(url: string, name: string): Promise<Client> {
  const client = open(url, name);
  try {
    await client.connect();
  } catch (error) {
    throw new Refusal(sentence(error, url, name), error);
  }
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version_num') AS version",
  );
  const version = Math.floor(Number(rows[0]?.version) / 10_000);
  if (version >= OLDEST) return client;
  await client.end();
  throw new Refusal(
    `The database server runs PostgreSQL ${version}, and Keyholder needs ${OLDEST} or newer: upgrade it, or point ${name} at another.`,
  );
}

function open(url: string, name: string): Client {
  try {
    return new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch (error) {
    throw new Refusal(
      `${name} is not an address of a PostgreSQL database (postgresql://user:password@host:5432/name): correct it.`,
      error,
    );
  }
}

function sentence(error: unknown, url: string, name: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const where = whereabouts(url);
  if (code === "28P01" || code === "28000")
    return `The database at ${where} refuses the user and password of ${name}: correct them.`;
  if (code === "3D000") return `The database at ${where} does not exist: create it, or correct ${name}.`;
  const reason = code || (error instanceof Error ? error.message : String(error));
  return `The database at ${where} cannot be reached (${reason}): start it, or correct ${name}.`;
}

/** The address without its password. */
function whereabouts(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return "the given address";
  }
}
