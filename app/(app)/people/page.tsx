import type { Metadata } from "next";
import { PeopleTable } from "@/components/people/people-table";
import { choicesOf, kindWords } from "@/components/people/words";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { listDepartments, listPeople, peopleFilters } from "@/lib/people/queries/list-people";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, departments] = await Promise.all([
    listPeople(actor, readListState(params, peopleFilters)),
    listDepartments(actor),
  ]);
  const write = may(actor, "people.write");
  const narrowed = ["q", ...peopleFilters].some((name) => params[name]);
  const add = <ButtonLink href="/people/new">Add a person</ButtonLink>;
  const found = sentence(countedInWords(list.total, "person", "people"));
  return (
    <Page
      title={narrowed ? `${found} found` : `${found} of the studio`}
      lead="Keys are those held now, shared logins that they know included."
      actions={
        <>
          <ButtonLink href={hrefWith("/people/export.csv", params, {})} prefetch={false}>
            Export
          </ButtonLink>
          {write ? (
            <ButtonLink tone="primary" href="/people/new">
              Add a person
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <ListControls
        path="/people"
        params={params}
        search={{ label: "Search people", placeholder: "Name, address or title" }}
        filters={[
          {
            name: "status",
            label: "Standing",
            any: "everybody here",
            options: [
              { value: "joining", label: "joining" },
              { value: "leaving", label: "leaving" },
              { value: "left", label: "left" },
              { value: "all", label: "everybody, ever" },
            ],
          },
          {
            name: "department",
            label: "Department",
            options: departments.map((name) => ({ value: name, label: name })),
          },
          { name: "kind", label: "Kind", options: choicesOf(kindWords) },
          {
            name: "keys",
            label: "Keys",
            options: [
              { value: "some", label: "holds some" },
              { value: "none", label: "holds none" },
            ],
          },
        ]}
        count={{ shown: list.rows.length, total: list.total, noun: "people" }}
      />
      {list.rows.length > 0 ? (
        <PeopleTable rows={list.rows} path="/people" params={params} />
      ) : narrowed ? (
        <EmptyState title="Nobody fits these filters.">Take a filter away, or try fewer letters.</EmptyState>
      ) : (
        <EmptyState title="Nobody is entered yet." actions={write ? add : null}>
          Import your list of people, or add them one by one.
        </EmptyState>
      )}
      <ListPager path="/people" params={params} list={list} />
    </Page>
  );
}
