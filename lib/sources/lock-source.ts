import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { HrSource } from "@/prisma/generated/client";

/** An HR system, locked; null when there is none with this id. */
export async function lockSource(tx: Tx, sourceId: string): Promise<HrSource | null> {
  await tx.$queryRaw`SELECT id FROM "HrSource" WHERE id = ${sourceId}::uuid FOR UPDATE`;
  return tx.hrSource.findUnique({ where: { id: sourceId } });
}

/** Raises conflict when the connection has ended. */
export function refuseEndedSource({ name, endedAt }: Pick<HrSource, "name" | "endedAt">): void {
  if (endedAt) throw conflict(`The connection with ${name} has ended. Connect it anew.`);
}

/** Raises conflict when another HR system has this name: every audit event names it by that alone. */
export async function refuseKnownName(tx: Tx, name: string, ownId: string | null): Promise<void> {
  const other = await tx.hrSource.findFirst({
    where: { name: { equals: name, mode: "insensitive" }, ...(ownId ? { id: { not: ownId } } : {}) },
    select: { id: true },
  });
  if (other) throw conflict("There is, or was, an HR system of this name. Choose another name.");
}
