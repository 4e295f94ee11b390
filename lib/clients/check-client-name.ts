import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";

/** Raises conflict when another client has this name in another spelling; invalid_input for a name without letters. */
export async function checkClientName(tx: Tx, nameKey: string, ownId: string | null): Promise<void> {
  if (nameKey === "") {
    throw invalidInput("Use letters or figures in the name.", { name: ["Use letters or figures."] });
  }
  const same = await tx.client.findUnique({
    where: { nameKey },
    select: { id: true, name: true, endedAt: true },
  });
  if (!same || same.id === ownId) return;
  throw conflict(
    same.endedAt
      ? `${same.name} was a client until ${same.endedAt.toISOString().slice(0, 10)} and is still on record. Give this one a name of its own.`
      : `${same.name} is a client already. Open it instead of entering it twice.`,
  );
}
