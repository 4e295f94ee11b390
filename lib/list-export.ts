import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { type CsvColumn, csvResponse, EXPORT_ROWS } from "@/lib/csv";
import type { DownloadQuery } from "@/lib/download";
import { unauthenticated } from "@/lib/errors";
import { type ListState, type Page, readListState } from "@/lib/list-state";
import { errorResponse } from "@/lib/route";
import { countTry } from "@/lib/throttle";

type ListExport<Filter extends string, Row> = {
  /** The file's name without date and ending. */
  name: string;
  filters: readonly Filter[];
  /** The list's own query: the export shows what the list shows, to whom the list shows it. */
  list: (actor: Actor, state: ListState<Filter>, pageSize: number) => Promise<Page<Row>>;
  columns: readonly CsvColumn<Row>[];
  /**
   * What narrows the list, where not the address says it but what its person has confirmed (`accounts.take-download`,
   * for the ticket of the address).
   */
  confirmed?: (actor: Actor, ticket: string) => Promise<DownloadQuery>;
};

/** The GET of `export.csv` beside a list: the list as searched, filtered and sorted, at most EXPORT_ROWS rows. */
export function listExport<Filter extends string, Row>({
  name,
  filters,
  list,
  columns,
  confirmed,
}: ListExport<Filter, Row>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const actor = await requireActor();
      await countExport(actor);
      const address = new URL(request.url).searchParams;
      if (confirmed && !address.has("ticket")) throw unauthenticated("Export this list from its page.");
      const params = confirmed
        ? await confirmed(actor, address.get("ticket") ?? "")
        : Object.fromEntries(address);
      const { rows } = await list(actor, { ...readListState(params, filters), page: 1 }, EXPORT_ROWS);
      return csvResponse(name, columns, rows);
    } catch (error) {
      return errorResponse(error);
    }
  };
}

/** Counts a file that leaves the house; whoever takes too many waits (ASVS 2.4.1). */
export const countExport = (actor: Actor): Promise<void> =>
  countTry("export.account", actor.accountId ?? actor.name);

/** As `countExport`, of one file of evidence. */
export const countEvidence = (actor: Actor): Promise<void> =>
  countTry("evidence.account", actor.accountId ?? actor.name);
