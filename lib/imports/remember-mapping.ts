import { z } from "zod";
import type { Reader, Tx } from "@/lib/db";
import type { ImportKind } from "@/prisma/generated/enums";
import type { Table } from "./find-table";
import { guessPeopleColumns, guessRegisterColumns, mappingKey } from "./guess-columns";

const remembered = z.record(z.string(), z.int().min(0).max(199));

const keyOf = (kind: ImportKind, table: Table) => `imports.mapping.${kind}.${mappingKey(table.headings)}`;

/** The columns of a table as somebody left them the last time that these headings came, else as guessed. */
export async function findMapping(
  reader: Reader,
  kind: ImportKind,
  table: Table,
  knowsPlatform: (text: string) => boolean,
): Promise<Record<string, number>> {
  const saved = await reader.setting.findUnique({ where: { key: keyOf(kind, table) } });
  const known = remembered.safeParse(saved?.value);
  if (known.success) return known.data;
  const guess = kind === "register" ? guessRegisterColumns(table, knowsPlatform) : guessPeopleColumns(table);
  return guess.mapping;
}

/** Whether somebody has said once what the columns with these headings hold. */
export async function knowsMapping(reader: Reader, kind: ImportKind, table: Table): Promise<boolean> {
  const saved = await reader.setting.findUnique({ where: { key: keyOf(kind, table) } });
  return remembered.safeParse(saved?.value).success;
}

/** Remembers how somebody corrected the columns, for the next file with these headings. */
export async function rememberMapping(
  tx: Tx,
  kind: ImportKind,
  table: Table,
  mapping: Record<string, number>,
  byId: string | null,
): Promise<void> {
  const key = keyOf(kind, table);
  const value = { value: mapping, updatedById: byId };
  await tx.setting.upsert({ where: { key }, create: { key, ...value }, update: value });
}
