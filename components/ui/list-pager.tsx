import { hrefWith, type Params } from "./href";
import { Pager } from "./pager";

/** The pager of a list whose page stands in its address: "51–100 of 620". */
export function ListPager({
  path,
  params,
  list: { page, pageSize, total },
}: {
  path: string;
  params: Params;
  list: { page: number; pageSize: number; total: number };
}) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  return (
    <Pager
      previous={page > 1 ? hrefWith(path, params, { page: page - 1 }) : null}
      next={page < last ? hrefWith(path, params, { page: page + 1 }) : null}
      text={`${first}–${Math.min(total, page * pageSize)} of ${total.toLocaleString("en-GB")}`}
    />
  );
}
