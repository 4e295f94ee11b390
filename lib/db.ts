import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

export { Prisma };

/** A client inside a transaction: all that a command is handed. */
export type Tx = Prisma.TransactionClient;

/** What a query reads from: the pool, or the transaction of the command that asks. */
export type Reader = Pick<Tx, keyof Tx>;

/**
 * Connects as the role `keyholder_app`, which has no DDL and changes no audit event, even when the address names
 * the owner (SEC-66). All waiting is bounded (SEC-63): 5 s for a connection, 30 s for a statement unless a
 * command asks for more, 10 s for a lock.
 */
function connect(): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    options: "-c role=keyholder_app -c statement_timeout=30000 -c lock_timeout=10000 -c timezone=UTC",
  });
  return new PrismaClient({ adapter });
}

// A development server reloads modules; the pool must survive that.
const kept = globalThis as { keyholderDb?: PrismaClient };

/** The pool, opened on first use. For queries and the command kernel; a command's code gets a `Tx` instead. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    kept.keyholderDb ??= connect();
    const value = Reflect.get(kept.keyholderDb, property);
    return typeof value === "function" ? value.bind(kept.keyholderDb) : value;
  },
});
