import { clientKey } from "./client-names";
import type { Table, TableRow } from "./find-table";
import { fold, oncePerText, tidy } from "./fold";
import type { Mapping } from "./guess-columns";
import type { RegisterField } from "./heading-words";

/** A value that was written once for several rows is `carried`: it was not in this row's own cell. */
export type Carried = { text: string; carried: boolean };

export type RegisterRow = {
  number: number;
  cells: string[];
  client: Carried;
  platform: Carried;
  account: Carried;
  /** The number of the row that this one repeats cell for cell; it is then set aside. */
  copyOf: number | null;
};

export type GroupRow = { number: number; why: "group"; cells: string[] };

type Columns = Mapping<RegisterField>;

/**
 * Fills the cells that were filled in once for the rows below: the client until the next one, the platform
 * within a client, the account within one client and platform, and nothing else. Merged cells are the same
 * thing. A row copied to another place repeats every cell of another row: it neither carries nor takes, or
 * the rows below it would go to the wrong client. A row with a client and nothing else heads a group.
 * `platformKey` says which names are one platform ("GAds", "Google Ads"), so that they make one run.
 */
export function carryDown(
  table: Table,
  columns: Columns,
  platformKey: (text: string) => string = fold,
): { rows: RegisterRow[]; groups: GroupRow[] } {
  const keyOf = oncePerText(clientKey);
  const copies = findCopies(table.rows, columns);
  const out: { rows: RegisterRow[]; groups: GroupRow[] } = { rows: [], groups: [] };
  const breaks = table.skipped.filter((row) => row.why === "total").map((row) => row.number);
  let client = "";
  let platform = "";
  let account = "";
  let last = 0;
  for (const row of table.rows) {
    const since = last;
    // A total closes what stands above it.
    if (breaks.some((at) => at > since && at < row.number)) [client, platform, account] = ["", "", ""];
    last = row.number;
    const own = {
      client: ownText(row, columns.client),
      platform: ownText(row, columns.platform),
      account: ownText(row, columns.account),
    };
    const cells = row.cells.map((cell) => cell.text);
    if (isGroupHeading(row, columns, own.client)) {
      out.groups.push({ number: row.number, why: "group", cells });
      [client, platform, account] = [own.client, "", ""];
      continue;
    }
    const copyOf = copies.get(row) ?? null;
    const now = {
      client: own.client || client,
      platform: own.platform || (own.client === "" || keyOf(own.client) === keyOf(client) ? platform : ""),
    };
    const sameRun =
      keyOf(now.client) === keyOf(client) && platformKey(now.platform) === platformKey(platform);
    const held = own.account || (sameRun ? account : "");
    out.rows.push({
      number: row.number,
      cells,
      client: { text: now.client, carried: own.client === "" && now.client !== "" },
      platform: { text: now.platform, carried: own.platform === "" && now.platform !== "" },
      account: { text: held, carried: own.account === "" && held !== "" },
      copyOf,
    });
    if (copyOf === null) [client, platform, account] = [now.client, now.platform, held];
  }
  return out;
}

/** The text in the row's own cell; what a merge brought down from above is not its own. */
function ownText(row: TableRow, column: number | undefined): string {
  const cell = column === undefined ? undefined : row.cells[column];
  return cell === undefined || cell.merged ? "" : tidy(cell.text);
}

function isGroupHeading(row: TableRow, columns: Columns, client: string): boolean {
  if (client === "") return false;
  return row.cells.every(
    (cell, column) => column === columns.client || cell.kind === "empty" || cell.merged === true,
  );
}

/**
 * Rows that repeat another one cell for cell, each with the number of the row it repeats. Of the rows that are
 * alike, the one that stands among rows of its own account is the original; otherwise the first.
 */
function findCopies(rows: readonly TableRow[], columns: Columns): Map<TableRow, number> {
  const alike = new Map<string, number[]>();
  rows.forEach((row, at) => {
    const texts = row.cells.map((cell) => (cell.merged ? "" : tidy(cell.text)));
    // Without its own account a row says nothing that would be the same elsewhere.
    if (ownText(row, columns.account) === "") return;
    const key = JSON.stringify(texts);
    const there = alike.get(key);
    if (there) there.push(at);
    else alike.set(key, [at]);
  });
  const copies = new Map<TableRow, number>();
  for (const places of alike.values()) {
    if (places.length < 2) continue;
    const original = places.reduce((best, at) =>
      neighbours(rows, at, columns) > neighbours(rows, best, columns) ? at : best,
    );
    for (const at of places) {
      const row = rows[at];
      const first = rows[original];
      if (at !== original && row && first) copies.set(row, first.number);
    }
  }
  return copies;
}

function neighbours(rows: readonly TableRow[], at: number, columns: Columns): number {
  const row = rows[at];
  const account = row ? fold(ownText(row, columns.account)) : "";
  return [-2, -1, 1, 2].filter((step) => {
    const other = rows[at + step];
    return (
      other !== undefined && other.cells !== row?.cells && fold(ownText(other, columns.account)) === account
    );
  }).length;
}
