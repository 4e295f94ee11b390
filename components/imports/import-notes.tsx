import { Callout } from "@/components/ui/callout";
import { counted } from "@/components/ui/counted";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import { stateWords } from "./words";

/** What has to be known about an import before anything else on its page. */
export function ImportNotes({ run, moved }: { run: ImportDetail; moved: string | string[] | undefined }) {
  const rows = Number(moved);
  return (
    <>
      {run.state === "review" && Number.isInteger(rows) && rows > 0 ? (
        <Callout tone="attention" title="The register has moved on since the review">
          {counted(rows, "row turns out", "rows turn out")} differently now, so nothing was written. This is
          how it stands; look again, then apply.
        </Callout>
      ) : null}
      {run.replacedBy ? (
        <Callout
          tone="attention"
          title={`A newer file of the folder has taken its place: import ${run.replacedBy.number}`}
        >
          Only the newest file of the folder can be applied.{" "}
          <Link href={`/import/${run.replacedBy.id}`}>Look at import {run.replacedBy.number}</Link>.
        </Callout>
      ) : null}
      {run.state === "review" && run.foundAt ? (
        <Callout
          title={
            run.unmapped
              ? "Found in the HR system’s folder, with columns that nobody has confirmed yet"
              : "Found in the HR system’s folder"
          }
        >
          It was found <Time value={run.foundAt} as="datetime" />.{" "}
          {run.unmapped
            ? "Say below what its columns hold; the next file with these headings is read the same way."
            : "Nothing of it counts before somebody has applied it."}
        </Callout>
      ) : null}
      {run.state === "discarded" && !run.replacedBy ? (
        <Callout title="This import was discarded">
          Nothing of it was written, and its content is gone. Bring the file again to import it.
        </Callout>
      ) : null}
      {run.appliedAt ? (
        <Callout tone="fine" title="Applied">
          Written <Time value={run.appliedAt} />.{" "}
          {run.leftovers > 0 ? (
            <>
              {counted(run.leftovers, "row was", "rows were")} not taken over. Answer what is open and apply
              again, or{" "}
              <Link href={`/import/${run.id}/leftovers.csv`} prefetch={false}>
                export them
              </Link>{" "}
              and finish them later.
            </>
          ) : (
            "Nothing is left over."
          )}
        </Callout>
      ) : null}
      {run.people ? (
        <Callout>
          Together with <Link href={`/import/${run.people.id}`}>{run.people.fileName}</Link>, the list of
          people ({stateWords[run.people.state].word}
          {run.people.state === "review" && run.people.counts
            ? `: ${counted(run.people.counts.new, "new person", "new people")}, ${run.people.counts.changed} changed, ${counted(run.people.counts.questions, "question", "questions")}, ${run.people.counts.refused} refused`
            : ""}
          ). {run.people.state === "review" ? "It is applied with this import." : ""}
        </Callout>
      ) : null}
    </>
  );
}
