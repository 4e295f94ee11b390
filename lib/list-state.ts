import { z } from "zod";

/** Rows on one page of a list. */
export const PAGE_SIZE = 50;

const listState = z.object({
  q: z.string().trim().max(200).catch(""),
  sort: z
    .string()
    .regex(/^-?[a-z]+$/i)
    .max(40)
    .catch(""),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** What a list's address says: search, sort (a leading minus is downwards), page from 1, and its own filters. */
export type ListState<Filter extends string = string> = z.infer<typeof listState> & {
  filters: Partial<Record<Filter, string>>;
};

type SearchParams = Record<string, string | string[] | undefined>;

/**
 * Reads a list's state from the address, strictly: what is not understood counts as not given. `filters` names
 * the filters that the list knows; of a parameter given twice the first counts (ASVS 15.3.7).
 */
export function readListState<Filter extends string>(
  params: SearchParams,
  filters: readonly Filter[],
): ListState<Filter> {
  const first = (name: string) => {
    const value = params[name];
    const text = Array.isArray(value) ? value[0] : value;
    // A NUL can stand in no text of the database, and nobody types one.
    return text?.includes("\0") ? undefined : text;
  };
  const chosen: Partial<Record<Filter, string>> = {};
  for (const name of filters) {
    const value = first(name)?.trim();
    if (value && value.length <= 200) chosen[name] = value;
  }
  return {
    ...listState.parse({ q: first("q") ?? "", sort: first("sort") ?? "", page: first("page") ?? 1 }),
    filters: chosen,
  };
}

/** One page of a list, with how many there are in all. */
export type Page<Row> = { rows: Row[]; total: number; page: number; pageSize: number };
