import pg from "pg";
import { vi } from "vitest";

/**
 * Does the work; gives how many statements reached the database meanwhile, and what came of it. What the job queue
 * asks on connections of its own, by its own clock, is not of the work and not counted.
 */
export async function countStatements<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    const result = await work();
    return [spy.mock.contexts.filter((client) => !isOfQueue(client)).length, result];
  } finally {
    spy.mockRestore();
  }
}

const isOfQueue = (client: unknown) =>
  client instanceof pg.Client &&
  "connectionParameters" in client &&
  String((client.connectionParameters as { application_name?: unknown }).application_name).startsWith(
    "pgboss",
  );
