import type { Metadata } from "next";
import { PeopleTable } from "@/components/people/people-table";
import { choicesOf, kindWords } from "@/components/people/words";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportForm } from "@/components/ui/export-form";
import { isNarrowed, type Params } from "@/components/ui/href";
import { ListPage } from "@/components/ui/list-page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { listDepartments, listPeople, peopleFilters } from "@/lib/people/queries/list-people";
import { exportPeopleAction } from "./actions";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, departments] = await Promise.all([
    listPeople(actor, readListState(params, peopleFilters)),
    listDepartments(actor),
  ]);
  const write = may(actor, "people.write");
  const narrowed = isNarrowed(params, peopleFilters);
  const add = { label: "Add a person", href: "/people/new" };
  const found = sentence(countedInWords(list.total, "person", "people"));
  return (
    <ListPage
      title={narrowed ? `${found} found` : `${found} of the studio`}
      lead="Keys are those held now, shared logins that they know included."
      path="/people"
      params={params}
      list={list}
      noun="people"
      add={write ? add : undefined}
      takeOut={
        may(actor, "people.export") ? (
          <ExportForm
            action={exportPeopleAction}
            path="/people/export.csv"
            params={params}
            narrowedBy={peopleFilters}
          />
        ) : null
      }
      search={{ label: "Search people", placeholder: "Name, address or title" }}
      filters={[
        {
          name: "status",
          label: "Standing",
          any: "everybody here",
          options: [
            { value: "joining", label: "joining" },
            { value: "away", label: "away" },
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
      narrowed={narrowed}
      nothingFits="Nobody fits these filters."
      none={
        <EmptyState
          title="Nobody is entered yet."
          actions={write ? <ButtonLink href={add.href}>{add.label}</ButtonLink> : null}
        >
          Import your list of people, or add them one by one.
        </EmptyState>
      }
    >
      <PeopleTable rows={list.rows} path="/people" params={params} />
    </ListPage>
  );
}
