import type { Tx } from "@/lib/db";

/**
 * UUIDv7 keys made by the database before the rows that get them: rows that point to each other are then written
 * in one statement each, and evidence is encrypted under the id that it will have.
 */
export async function newIds(tx: Tx, count: number): Promise<string[]> {
  if (count === 0) return [];
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT uuidv7() AS id FROM generate_series(1, ${count}::int)`;
  return rows.map((row) => row.id);
}

/** The next id of those that `newIds` has made. Throws when there are none left: then too few were asked for. */
export function takeId(ids: string[]): string {
  const id = ids.shift();
  if (!id) throw new Error("More ids were needed than were made.");
  return id;
}
