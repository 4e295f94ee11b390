import type { ReactNode } from "react";
import { buttonClass } from "./button";
import type { Params } from "./href";
import type { Option } from "./inputs";
import { ListForm } from "./list-form";

export type ListFilter = {
  name: string;
  /** "State", shown as "State: any" when nothing is chosen. */
  label: string;
  options: Option[];
  /** The words for no filter; "any" when left out. */
  any?: string | undefined;
};

export type ListControlsProps = {
  /** The list's own path: "/requests". */
  path: string;
  /** The search parameters of the page; what is no control here (sort, as-of) is kept. */
  params: Params;
  search?: { label: string; placeholder?: string | undefined; name?: string | undefined } | undefined;
  filters?: ListFilter[] | undefined;
  /** A choice of order, where the headings of the table do not offer it. Its parameter is "sort". */
  sorts?: Option[] | undefined;
  /** How many are shown of how many: "12 of 620 keys". */
  count?: { shown: number; total: number; noun: string } | undefined;
  /** At the right: export, another view. */
  children?: ReactNode;
};

const numbers = new Intl.NumberFormat("en-GB");

/** Search, filters and order of a list, all in its address, and how many it shows. Works without JavaScript. */
export function ListControls({
  path,
  params,
  search,
  filters = [],
  sorts,
  count,
  children,
}: ListControlsProps) {
  const searchName = search?.name ?? "q";
  const own = new Set([
    searchName,
    "page",
    "cursor",
    ...filters.map((filter) => filter.name),
    ...(sorts ? ["sort"] : []),
  ]);
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, first(value)]));
  const kept = Object.entries(params).filter(([name]) => !own.has(name));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <ListForm
        action={path}
        values={values}
        label="Search and filter"
        className="flex flex-wrap items-center gap-2 max-md:w-full"
      >
        {kept.flatMap(([name, value]) =>
          [value]
            .flat()
            .map((one) =>
              one ? <input key={`${name} ${one}`} type="hidden" name={name} value={one} /> : null,
            ),
        )}
        {search ? (
          <input
            type="search"
            name={searchName}
            defaultValue={values[searchName]}
            aria-label={search.label}
            placeholder={search.placeholder ?? search.label}
            autoComplete="off"
            className="min-h-8 w-64 rounded border border-edge bg-sheet px-2.5 max-md:min-h-10 max-md:w-full max-md:text-[1rem]"
          />
        ) : null}
        {filters.map((filter) => (
          <FilterSelect
            key={filter.name}
            name={filter.name}
            label={filter.label}
            value={values[filter.name]}
            options={[{ value: "", label: `${filter.label}: ${filter.any ?? "any"}` }, ...filter.options]}
          />
        ))}
        {sorts ? <FilterSelect name="sort" label="Order" value={values.sort} options={sorts} /> : null}
        <noscript>
          <button type="submit" className={buttonClass()}>
            Show
          </button>
        </noscript>
      </ListForm>
      {count ? (
        <p role="status" className="text-second">
          {count.shown === count.total
            ? `${numbers.format(count.total)} ${count.noun}`
            : `${numbers.format(count.shown)} of ${numbers.format(count.total)} ${count.noun}`}
        </p>
      ) : null}
      {children ? <div className="ml-auto flex flex-wrap gap-2">{children}</div> : null}
    </div>
  );
}

function FilterSelect({
  name,
  label,
  value = "",
  options,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: Option[];
}) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      data-set={value === "" ? undefined : true}
      className="min-h-8 max-w-56 min-w-0 rounded border border-strong bg-sheet px-2 text-second data-set:border-edge data-set:font-medium data-set:text-ink max-md:min-h-10 max-md:flex-[1_1_9rem]"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
