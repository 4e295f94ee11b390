import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApplyForm } from "@/components/imports/apply-form";
import { CountsStrip } from "@/components/imports/counts-strip";
import { ImportNotes } from "@/components/imports/import-notes";
import { Planning } from "@/components/imports/planning";
import { QuestionsForm } from "@/components/imports/questions-form";
import { ReadingFold } from "@/components/imports/reading-fold";
import { RowsSection } from "@/components/imports/rows-section";
import { importKindWords, stateWords } from "@/components/imports/words";
import { Badge } from "@/components/ui/badge";
import type { Params } from "@/components/ui/href";
import { Page, Split } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getImport, listPeopleToMean } from "@/lib/imports/queries/get-import";
import { listImportRows, rowFilters } from "@/lib/imports/queries/list-import-rows";
import { readListState } from "@/lib/list-state";
import {
  answerImportAction,
  applyImportAction,
  bringSheetAction,
  discardImportAction,
  mapImportAction,
  reviewImportAction,
} from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export const metadata: Metadata = { title: "Review an import" };

export default async function ImportReviewPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const query = await searchParams;
  const [run, rows, people] = await Promise.all([
    getImport(actor, id),
    listImportRows(actor, id, readListState(query, rowFilters)),
    listPeopleToMean(actor),
  ]);
  if (!run) notFound();
  const { word, tone } = stateWords[run.state];
  const apply = run.counts ? (
    <ApplyForm run={run} apply={applyImportAction} discard={discardImportAction} />
  ) : null;
  return (
    <Page
      title={run.fileName}
      crumbs={[{ label: "Import", href: "/import" }, { label: `Import ${run.number}` }]}
      lead={importKindWords[run.kind]}
      state={<Badge tone={tone}>{word}</Badge>}
    >
      <ImportNotes run={run} moved={query.moved} />
      {run.state === "discarded" ? null : (
        <>
          {run.counts === null ? (
            <Planning id={run.id} action={reviewImportAction} />
          ) : (
            <CountsStrip path={`/import/${run.id}`} counts={run.counts} />
          )}
          <ReadingFold run={run} map={mapImportAction} bring={bringSheetAction} />
          {run.questions.length > 0 ? (
            <Split aside={apply}>
              <QuestionsForm
                id={run.id}
                questions={run.questions}
                people={people}
                action={answerImportAction}
              />
            </Split>
          ) : (
            apply
          )}
          {run.counts === null ? null : (
            <RowsSection run={run} list={rows} params={query} answer={answerImportAction} />
          )}
        </>
      )}
    </Page>
  );
}
