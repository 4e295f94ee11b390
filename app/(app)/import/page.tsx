import type { Metadata } from "next";
import { BringForm } from "@/components/imports/bring-form";
import { ImportsTable } from "@/components/imports/imports-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { importFilters, listImports } from "@/lib/imports/queries/list-imports";
import { readListState } from "@/lib/list-state";
import { readImportAction } from "./actions";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const list = await listImports(actor, readListState(params, importFilters));
  return (
    <Page
      title="Bring your spreadsheet"
      lead="Nothing is written before you have seen, row by row, what would be: new, changed, the same, a question, or refused and why."
    >
      <BringForm action={readImportAction} />
      <Section title="Imports so far">
        <ListControls
          path="/import"
          params={params}
          filters={[
            {
              name: "state",
              label: "State",
              any: "in review or applied",
              options: [
                { value: "review", label: "in review" },
                { value: "applied", label: "applied" },
                { value: "discarded", label: "discarded" },
              ],
            },
          ]}
        />
        {list.rows.length > 0 ? (
          <ImportsTable rows={list.rows} />
        ) : (
          <EmptyState title="Nothing has been brought yet.">
            The first import is usually the spreadsheet in which the studio keeps who has access to what, with
            the list of people beside it. Both stay as they are: Keyholder reads them and asks where they
            leave a doubt.
          </EmptyState>
        )}
        <ListPager path="/import" params={params} list={list} />
      </Section>
    </Page>
  );
}
