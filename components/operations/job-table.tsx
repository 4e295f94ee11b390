import type { FormAction } from "@/lib/form-state";
import type { JobLine } from "@/lib/operations/queries";
import { Badge } from "../ui/badge";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Each kind of job, when it ran last and what came of it; `run` starts one now. */
export function JobTable({ jobs, run }: { jobs: JobLine[]; run: FormAction | null }) {
  return (
    <Table label="Jobs" rows={jobs.length}>
      <Head>
        <HeadCell>Job</HeadCell>
        <HeadCell width="w-64">Last run</HeadCell>
        <HeadCell width="w-48">State</HeadCell>
        <HeadCell width="w-32">
          <span className="sr-only">Run it</span>
        </HeadCell>
      </Head>
      <Body>
        {jobs.map((job) => (
          <Row key={job.kind}>
            <Cell heading>
              <CellMain>{job.does}</CellMain>
              <CellSub>{job.every ?? "When something promises it"}</CellSub>
            </Cell>
            <Cell label="Last run">
              {job.lastDoneAt ? (
                <Time value={job.lastDoneAt} as="datetime" />
              ) : (
                <span className="text-second">Not in the last days</span>
              )}
              {job.lastSaid && job.lastSaidAt ? (
                <CellSub>
                  {job.lastSaid}, <Time value={job.lastSaidAt} as="datetime" />
                </CellSub>
              ) : null}
            </Cell>
            <Cell label="State">
              <JobState job={job} />
            </Cell>
            <Cell actions>
              {run && job.every ? (
                <CommandForm action={run} label={`Run now: ${job.does}`}>
                  <input type="hidden" name="kind" value={job.kind} />
                  <SubmitButton size="small" tone="plain">
                    Run now
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

function JobState({ job }: { job: JobLine }) {
  if (job.failed > 0) return <Badge tone="critical">{`${job.failed} given up`}</Badge>;
  if (job.running > 0) return <Badge>Runs now</Badge>;
  if (job.waiting > 0) return <Badge>{`${job.waiting} waiting`}</Badge>;
  return <Badge tone="fine">Nothing waits</Badge>;
}
