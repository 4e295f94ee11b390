/** A page's search parameters, as Next.js gives them. */
export type Params = Record<string, string | string[] | undefined>;

/**
 * The address of the same list with some parameters changed; null, "" and [] take one away. Whatever changes,
 * the list begins at its first page again, unless the change names `page` or `cursor` itself.
 */
export function hrefWith(
  path: string,
  params: Params,
  changes: Record<string, string | number | string[] | null>,
): string {
  const query = new URLSearchParams();
  const merged: Record<string, string | number | string[] | null | undefined> = {
    ...params,
    page: null,
    cursor: null,
    ...changes,
  };
  for (const [name, value] of Object.entries(merged)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Whether the address narrows a list, by words or by one of its filters. */
export function isNarrowed(params: Params, filters: readonly string[]): boolean {
  return ["q", ...filters].some((name) => params[name]);
}
