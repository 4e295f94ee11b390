import { Fold } from "@/components/ui/fold";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import { ColumnsForm } from "./columns-form";
import { PeopleSheet } from "./people-sheet";
import { SheetForm } from "./sheet-form";

/**
 * How the file is read, in a line that unfolds to correct it. Open by itself where nothing was understood: then it
 * is what has to be done.
 */
export function ReadingFold({
  run,
  map,
  bring,
}: {
  run: ImportDetail;
  map: FormAction;
  /** Takes another sheet in as the list of people. */
  bring: FormAction;
}) {
  const { columns, sheets } = run.shape;
  const read = columns.filter(({ index }) => Object.values(run.mapping).includes(index)).length;
  return (
    <div>
      <PeopleSheet run={run} action={bring} />
      <div className="border-y border-rule">
        <Fold
          open={read === 0 || run.unmapped || undefined}
          summary={
            <>
              {sheets.length > 1 ? `Sheet “${run.sheet}”. ` : null}Columns: {read} of {columns.length}{" "}
              understood
            </>
          }
          aside={<span className="text-accent">change</span>}
        >
          <p className="mb-3 max-w-prose text-second">
            What you correct here is remembered for the next file with these headings.
          </p>
          <div className="flex flex-col gap-4">
            <SheetForm run={run} action={map} />
            <ColumnsForm run={run} action={map} />
          </div>
        </Fold>
      </div>
    </div>
  );
}
