import { findTable, type Table } from "./find-table";
import { guessPeopleColumns, guessRegisterColumns } from "./guess-columns";
import type { Sheet } from "./sheet";

export type SheetKind = "register" | "people" | "other";

/** A sheet with its table, and what it seems to be: to be offered, never imported unasked. */
export type OfferedSheet = { sheet: Sheet; table: Table; kind: SheetKind };

/**
 * What each sheet of a file seems to hold: access, people (a second sheet often does), or something else.
 * A register needs a platform and a person or login; a list of people an address and a name.
 */
export function offerSheets(sheets: readonly Sheet[]): OfferedSheet[] {
  return sheets.map((sheet) => {
    const table = findTable(sheet);
    return { sheet, table, kind: kindOf(table) };
  });
}

function kindOf(table: Table): SheetKind {
  const { mapping: register } = guessRegisterColumns(table);
  const holder = register.person ?? register.firstName ?? register.login;
  if (register.platform !== undefined && holder !== undefined) return "register";
  const { mapping: people } = guessPeopleColumns(table);
  const name = people.lastName ?? people.fullName;
  return people.email !== undefined && name !== undefined ? "people" : "other";
}
