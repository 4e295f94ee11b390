import type { Tx } from "@/lib/db";

/** Until the transaction ends nobody else keeps, sends or throws away a draft of this person. */
export async function lockDrafts(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.drafts.' || ${personId}, 0))`;
}
