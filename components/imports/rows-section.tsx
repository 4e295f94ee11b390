import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Section } from "@/components/ui/page";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import type { ImportRowDetail } from "@/lib/imports/queries/list-import-rows";
import type { Page } from "@/lib/list-state";
import { RowsTable } from "./rows-table";
import { outcomeWords } from "./words";

/** The rows of the file with what becomes of each, by outcome. */
export function RowsSection({
  run,
  list,
  params,
  answer,
}: {
  run: ImportDetail;
  list: Page<ImportRowDetail>;
  params: Params;
  answer: FormAction;
}) {
  const path = `/import/${run.id}`;
  const filters = [
    {
      name: "outcome",
      label: "Outcome",
      options: Object.entries(outcomeWords).map(([value, { word }]) => ({ value, label: word })),
    },
    ...(run.questions.length > 0
      ? [
          {
            name: "question",
            label: "Question",
            options: run.questions.map(({ key, sentence }) => ({ value: key, label: sentence.slice(0, 80) })),
          },
        ]
      : []),
  ];
  return (
    <Section id="rows" title="Row by row">
      <ListControls
        path={path}
        params={params}
        search={{ label: "Search the rows", placeholder: "Words in a row" }}
        filters={filters}
        count={{ shown: list.rows.length, total: list.total, noun: list.total === 1 ? "row" : "rows" }}
      />
      {list.rows.length > 0 ? (
        <RowsTable run={run} rows={list.rows} answer={answer} />
      ) : (
        <EmptyState title="No row fits these filters.">Take a filter away, or try fewer letters.</EmptyState>
      )}
      <ListPager path={path} params={params} list={list} />
    </Section>
  );
}
