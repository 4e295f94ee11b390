import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link";

export type Crumb = { label: string; href?: string | undefined };

export type PageProps = {
  /** A sentence about now ("Seven to decide, four overdue"), or the name of what the page is about. */
  title: ReactNode;
  /** Where this page hangs: "Requests / R-2381". */
  crumbs?: Crumb[] | undefined;
  /** One sentence below the title. */
  lead?: ReactNode;
  /** Buttons at the right of the title, the main one last. */
  actions?: ReactNode;
  /** A badge above the actions. */
  state?: ReactNode;
  children?: ReactNode;
};

/** A page: title, where it hangs, one sentence, actions at the right, then its sections. */
export function Page({ title, crumbs, lead, actions, state, children }: PageProps) {
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="min-w-0 flex-[1_1_24rem]">
          {crumbs && crumbs.length > 0 ? <Crumbs crumbs={crumbs} /> : null}
          <h1 className="font-serif text-title font-semibold tracking-[-0.005em] text-balance">{title}</h1>
          {lead ? <p className="mt-0.5 max-w-prose text-second">{lead}</p> : null}
        </div>
        {actions || state ? (
          <div className="flex flex-col items-end gap-2.5 max-md:w-full max-md:items-start">
            {state}
            {actions ? <div className="flex flex-wrap gap-2 md:justify-end">{actions}</div> : null}
          </div>
        ) : null}
      </header>
      {children}
    </div>
  );
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="You are here" className="text-second">
      <ol className="flex flex-wrap">
        {crumbs.map((crumb, place) => (
          <li key={crumb.label}>
            {place > 0 ? (
              <span aria-hidden="true" className="mx-1 text-third">
                /
              </span>
            ) : null}
            {crumb.href ? (
              <Link href={crumb.href} tone="quiet">
                {crumb.label}
              </Link>
            ) : (
              crumb.label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type SectionProps = {
  title: ReactNode;
  /** An id to link to. */
  id?: string | undefined;
  /** One quiet sentence below the heading. */
  lead?: ReactNode;
  /** At the right of the heading, a link or a small button. */
  link?: ReactNode;
  children?: ReactNode;
};

/** A part of a page below its own heading. */
export function Section({ title, id, lead, link, children }: SectionProps) {
  return (
    <section id={id} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {link ? <div className="shrink-0">{link}</div> : null}
      </div>
      {lead ? <p className="-mt-1.5 mb-1 max-w-prose text-second">{lead}</p> : null}
      {children}
    </section>
  );
}

/** Main part and a narrow one beside it (340 wide); one below the other on a phone. */
export function Split({
  children,
  aside,
  asideFirst = false,
}: {
  children: ReactNode;
  aside: ReactNode;
  /** On a phone the aside comes first: for pages where its actions are the point. */
  asideFirst?: boolean | undefined;
}) {
  return (
    <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="flex min-w-0 flex-col gap-7">{children}</div>
      <aside className={clsx("flex min-w-0 flex-col gap-7", asideFirst && "max-lg:order-first")}>
        {aside}
      </aside>
    </div>
  );
}
