import type { ReactNode } from "react";

export type Definition = { term: string; value: ReactNode };

/** Facts as term and value, in two columns. A value that is null or undefined leaves its line out. */
export function DefinitionList({ items }: { items: Definition[] }) {
  return (
    <dl className="grid grid-cols-[fit-content(8.5rem)_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      {items
        .filter((item) => item.value !== null && item.value !== undefined)
        .map((item) => (
          <div key={item.term} className="col-span-2 grid grid-cols-subgrid">
            <dt className="min-w-26 text-third">{item.term}</dt>
            <dd className="min-w-0 wrap-break-word">{item.value}</dd>
          </div>
        ))}
    </dl>
  );
}
