import { db } from "@/lib/db";

/** Empties what requests have made; grants are never deleted, so those that wait to be given never come to be. */
export async function clearRequests(): Promise<void> {
  await db.requestItemRole.deleteMany();
  await db.requestItem.deleteMany();
  await db.accessRequest.deleteMany();
  await db.requestDraft.deleteMany();
  await db.commandReceipt.deleteMany();
  const closed = { closedAt: new Date() };
  await db.grant.updateMany({ where: { state: "to_grant" }, data: { ...closed, state: "not_granted" } });
  await db.grant.updateMany({ where: { state: "active" }, data: { ...closed, state: "removed" } });
}
