import type { ReactNode } from "react";
import { hrefWith, type Params } from "./href";
import { HeadCell } from "./table";

/**
 * A heading that sorts its list by `sort` in the address, and the other way when it does already. `initial`: the
 * list is sorted by it when the address says nothing.
 */
export function SortHead({
  path,
  params,
  by,
  initial = false,
  align,
  width,
  children,
}: {
  path: string;
  params: Params;
  /** The column's name in the address. */
  by: string;
  initial?: boolean | undefined;
  align?: "left" | "right" | undefined;
  width?: string | undefined;
  children: ReactNode;
}) {
  const sort = [params.sort].flat()[0] || (initial ? by : "");
  const sorted = sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined;
  // A number is asked for from the largest down.
  const next = sorted ? (sorted === "ascending" ? `-${by}` : by) : align === "right" ? `-${by}` : by;
  return (
    <HeadCell align={align} width={width} sorted={sorted} sortHref={hrefWith(path, params, { sort: next })}>
      {children}
    </HeadCell>
  );
}
