import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { vi } from "vitest";

const running = new AsyncLocalStorage<symbol>();

/**
 * Does the work; gives how many statements of it reached the database, and what came of it. What something else of the
 * same process asks meanwhile is not counted, nor what the job queue asks on connections of its own, by its own clock.
 */
export async function countStatements<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const mine = Symbol("work");
  let count = 0;
  const { query } = pg.Client.prototype;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function counted(
    this: pg.Client,
    ...asked: unknown[]
  ) {
    if (running.getStore() === mine && !isOfQueue(this)) count += 1;
    return Reflect.apply(query, this, asked);
  });
  try {
    const result = await running.run(mine, work);
    return [count, result];
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
