import type { FormAction } from "@/lib/form-state";
import type { FailedJob } from "@/lib/operations/queries";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Jobs that were given up, with what the last try said; `runAgain` tries one once more. */
export function FailedJobs({ jobs, runAgain }: { jobs: FailedJob[]; runAgain: FormAction | null }) {
  return (
    <Table label="Jobs that were given up" rows={jobs.length}>
      <Head>
        <HeadCell>Job</HeadCell>
        <HeadCell width="w-44">Given up</HeadCell>
        <HeadCell width="w-32">
          <span className="sr-only">Run it again</span>
        </HeadCell>
      </Head>
      <Body>
        {jobs.map((job) => (
          <Row key={job.id}>
            <Cell heading>
              <CellMain>{job.does}</CellMain>
              <CellSub>{job.failure}</CellSub>
            </Cell>
            <Cell label="Given up">
              <Time value={job.failedAt} as="datetime" />
            </Cell>
            <Cell actions>
              {runAgain ? (
                <CommandForm action={runAgain} label={`Run again: ${job.does}`}>
                  <input type="hidden" name="jobId" value={job.id} />
                  <SubmitButton size="small" tone="plain">
                    Run again
                  </SubmitButton>
                </CommandForm>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
