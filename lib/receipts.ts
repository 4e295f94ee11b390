import type { Actor } from "@/lib/auth/actor";
import { hashOf, sameBytes } from "@/lib/crypto";
import { Prisma, type Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";

type Receipt = { key: string | undefined; command: string; actor: Actor; input: unknown };

/**
 * Takes an idempotency key, or gives the answer that it already has. Of two calls at once the second waits here
 * for the first one's commit. Raises conflict when the key was used for something else.
 */
export async function claimReceipt<Result>(tx: Tx, receipt: Receipt): Promise<{ result: Result } | null> {
  if (receipt.key === undefined) return null;
  const actorKey = receipt.actor.accountId ?? receipt.actor.name;
  const key = `${actorKey}:${receipt.key}`;
  const inputHash = hashOf(receipt.input);
  const claimed = await tx.$executeRaw`
    INSERT INTO "CommandReceipt" (key, command, "actorKey", "inputHash")
    VALUES (${key}, ${receipt.command}, ${actorKey}, ${inputHash}) ON CONFLICT (key) DO NOTHING`;
  if (claimed === 1) return null;
  const earlier = await tx.commandReceipt.findUniqueOrThrow({ where: { key } });
  if (earlier.command !== receipt.command || !sameBytes(earlier.inputHash, inputHash)) {
    throw conflict("This form was already sent with other content. Reload the page and send it again.");
  }
  return { result: earlier.result as Result };
}

/** Keeps the answer beside the key. The answer must be JSON. */
export async function keepResult(tx: Tx, receipt: Receipt, result: unknown): Promise<void> {
  if (receipt.key === undefined) return;
  const key = `${receipt.actor.accountId ?? receipt.actor.name}:${receipt.key}`;
  await tx.commandReceipt.update({
    where: { key },
    data: { result: (result ?? Prisma.JsonNull) as Prisma.InputJsonValue },
  });
}
