import type { ReactNode } from "react";
import { ButtonLink } from "./button";
import { EmptyState } from "./empty-state";
import { hrefWith, type Params } from "./href";
import { ListControls, type ListControlsProps } from "./list-controls";
import { ListPager } from "./list-pager";
import { Page } from "./page";

export type ListPageProps = Required<Pick<ListControlsProps, "search" | "filters">> & {
  title: string;
  lead: string;
  /** The list's own path: "/clients"; its export lies below it. */
  path: string;
  params: Params;
  list: { rows: unknown[]; total: number; page: number; pageSize: number };
  /** What the rows are, many of them: "clients". */
  noun: string;
  /** The button that adds one; absent for who may not. */
  add?: { label: string; href: string } | undefined;
  /** What takes the list out, where that is more than a link (a sensitive list); null for who may not. */
  takeOut?: ReactNode | undefined;
  /** A search or a filter leaves something out. */
  narrowed: boolean;
  /** What is said when nothing fits the filters: "No client fits these filters." */
  nothingFits: string;
  /** What is said when there is nothing at all. */
  none: ReactNode;
  /** The table of the rows. */
  children: ReactNode;
};

/** A page that is one list: export and adding on top, search and filters, the table or why it is empty, the pager. */
export function ListPage(props: ListPageProps) {
  const { title, lead, path, params, list, noun, add, search, filters, narrowed, nothingFits, none } = props;
  return (
    <Page
      title={title}
      lead={lead}
      actions={
        <>
          {props.takeOut === undefined ? (
            <ButtonLink href={hrefWith(`${path}/export.csv`, params, {})} prefetch={false}>
              Export
            </ButtonLink>
          ) : (
            props.takeOut
          )}
          {add ? (
            <ButtonLink tone="primary" href={add.href}>
              {add.label}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <ListControls
        path={path}
        params={params}
        search={search}
        filters={filters}
        count={{ shown: list.rows.length, total: list.total, noun }}
      />
      {list.rows.length > 0 ? (
        props.children
      ) : narrowed ? (
        <EmptyState title={nothingFits}>Take a filter away, or try fewer letters.</EmptyState>
      ) : (
        none
      )}
      <ListPager path={path} params={params} list={list} />
    </Page>
  );
}
