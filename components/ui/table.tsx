import { clsx } from "clsx";
import { Children, type ReactNode } from "react";
import { Link } from "./link";
import { type Tone, toneText } from "./shape";

/*
 * The ledger. A real table with hairlines between its rows; below 768 pixels each row becomes a block of
 * lines, so that no page ever scrolls sideways.
 */

type WithChildren = { children?: ReactNode };
type Align = "left" | "right" | undefined;

/** `label` names the table for screen readers, unless `labelledBy` points to a heading. `empty` replaces it when Body has no rows: pass `rows`. */
export function Table({
  label,
  labelledBy,
  rows,
  empty,
  children,
}: WithChildren & {
  label?: string | undefined;
  labelledBy?: string | undefined;
  /** How many rows there are; with 0 and `empty` given, `empty` is shown instead. */
  rows?: number | undefined;
  empty?: ReactNode;
}) {
  if (rows === 0 && empty) return <>{empty}</>;
  return (
    <table
      aria-label={label}
      aria-labelledby={labelledBy}
      className="w-full border-collapse text-left max-md:block max-md:border-t max-md:border-strong"
    >
      {children}
    </table>
  );
}

/** The row of headings. Pass `HeadCell`s. On a phone it stays for screen readers only. */
export function Head({ children }: WithChildren) {
  return (
    <thead className="max-md:sr-only">
      <tr className="border-b border-strong">{children}</tr>
    </thead>
  );
}

export type HeadCellProps = WithChildren & {
  align?: Align;
  /** Tailwind width, as "w-40" or "w-1/5". */
  width?: string | undefined;
  /** Where a press on the heading leads: the same list sorted by this column. */
  sortHref?: string | undefined;
  sorted?: "ascending" | "descending" | undefined;
  /** For a column of buttons: the heading is for screen readers only. */
  hidden?: boolean | undefined;
};

/** A heading; with `sortHref` it sorts, and says how it is sorted. */
export function HeadCell({ children, align, width, sortHref, sorted, hidden }: HeadCellProps) {
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={clsx(
        "pr-4 pb-1.5 align-bottom text-sm font-medium text-third last:pr-0",
        align === "right" && "text-right",
        width,
      )}
    >
      {hidden ? (
        <span className="sr-only">{children}</span>
      ) : sortHref ? (
        <Link
          href={sortHref}
          tone="plain"
          scroll={false}
          className={clsx("-my-0.75 inline-flex gap-1 py-0.75 hover:text-ink", sorted && "text-ink")}
        >
          {children}
          {sorted ? <Arrow up={sorted === "ascending"} /> : null}
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

/** Drawn, because the typeface has no arrows. */
function Arrow({ up }: { up: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 8 12"
      className="mt-1 h-3 w-2 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={up ? "M4 10.5v-9M1.25 4.25 4 1.5l2.75 2.75" : "M4 1.5v9M1.25 7.75 4 10.5l2.75-2.75"} />
    </svg>
  );
}

/** The rows. */
export function Body({ children }: WithChildren) {
  return <tbody className="max-md:block">{children}</tbody>;
}

/** A row. `id` to link to it; `muted` for what is over. */
export function Row({
  children,
  id,
  muted,
}: WithChildren & { id?: string | undefined; muted?: boolean | undefined }) {
  return (
    <tr
      id={id}
      className={clsx(
        "border-b border-rule target:bg-accent-ground max-md:flex max-md:flex-col max-md:gap-1.5 max-md:py-3",
        muted && "text-second",
      )}
    >
      {children}
    </tr>
  );
}

export type CellProps = WithChildren & {
  /** The column's name, shown before the value on a phone. Leave it out where the value speaks for itself. */
  label?: string | undefined;
  /** Stands before the first line; all lines align behind it. A `PlatformMark`, a checkbox. */
  mark?: ReactNode;
  align?: Align;
  /** The cell that names the row. */
  heading?: boolean | undefined;
  /** The cell holds buttons: they stand at the right, in the middle of the row. */
  actions?: boolean | undefined;
  width?: string | undefined;
};

/** A cell. Numbers: `align="right"`; buttons: `actions`. An empty cell disappears on a phone. */
export function Cell({ children, label, mark, align, heading, actions, width }: CellProps) {
  const Tag = heading ? "th" : "td";
  // What is null takes no place: of two things that are not there, neither is counted.
  const hollow = Children.toArray(children).length === 0;
  return (
    <Tag
      scope={heading ? "row" : undefined}
      className={clsx(
        "py-2 pr-4 text-left font-normal last:pr-0 max-md:block max-md:p-0",
        actions ? "align-middle" : "align-top",
        align === "right" && "md:text-right",
        hollow && "max-md:hidden",
        label && "max-md:grid max-md:grid-cols-[6.5rem_minmax(0,1fr)] max-md:gap-x-3",
        width,
      )}
    >
      {label ? (
        <span aria-hidden="true" className="text-third md:hidden">
          {label}
        </span>
      ) : null}
      {actions ? (
        <div className="flex flex-wrap gap-2 md:-my-1 md:justify-end">{children}</div>
      ) : mark ? (
        <div className="flex min-w-0 gap-2">
          {mark}
          <div className="min-w-0">{children}</div>
        </div>
      ) : label ? (
        <div className="min-w-0">{children}</div>
      ) : (
        children
      )}
    </Tag>
  );
}

/** The one line of a row. With `href` it leads to what the row is about. */
export function CellMain({ children, href }: WithChildren & { href?: string | undefined }) {
  return (
    <div className="min-w-0">
      {href ? (
        <Link
          href={href}
          tone="plain"
          className="font-medium underline decoration-strong underline-offset-3 hover:decoration-current"
        >
          {children}
        </Link>
      ) : (
        children
      )}
    </div>
  );
}

/** The one quiet line below it. */
export function CellSub({ children, tone }: WithChildren & { tone?: Tone | undefined }) {
  return (
    <div className={clsx("mt-0.5 min-w-0 text-sm", tone && tone !== "plain" ? toneText[tone] : "text-third")}>
      {children}
    </div>
  );
}
