import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import type { Params } from "@/components/ui/href";
import { Progress } from "@/components/ui/progress";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ClosingListRow } from "@/lib/closings/queries/list-closings";

/** Ends of engagements and clients with how far each is. */
export function ClosingsTable({
  rows,
  path,
  params,
  now,
}: {
  rows: ClosingListRow[];
  path: string;
  params: Params;
  now: Date;
}) {
  const head = { path, params };
  return (
    <Table label="Ends of engagements">
      <Head>
        <SortHead {...head} by="client">
          What ends
        </SortHead>
        <SortHead {...head} by="last">
          Last moment
        </SortHead>
        <HeadCell width="md:w-2/5">Taken back</HeadCell>
        <SortHead {...head} by="due" initial>
          Next due
        </SortHead>
      </Head>
      <Body>
        {rows.map((row) => (
          <Row key={row.id} muted={row.cancelledAt !== null}>
            <Cell heading>
              <CellMain href={`/closings/${row.id}`}>{row.clientName}</CellMain>
              <CellSub>{`C-${row.number} · ${row.engagementName ?? "all work for the client"}`}</CellSub>
            </Cell>
            <Cell label="Last moment">
              <Time value={row.lastMoment} as="datetime" zone />
              <CellSub>started by {row.startedBy ?? "the clock"}</CellSub>
            </Cell>
            <Cell>
              <div className="md:pr-6">
                <Progress
                  compact
                  label={`${row.verified + row.attested} of ${row.total}`}
                  total={row.total}
                  verified={row.verified}
                  attested={row.attested}
                  waiting={row.waiting}
                />
              </div>
            </Cell>
            <Cell label="Next due">
              <Next row={row} now={now} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Next({ row, now }: { row: ClosingListRow; now: Date }) {
  if (row.cancelledAt) return <Badge>cancelled</Badge>;
  if (row.certifiedAt) return <Badge tone="verified">certificate issued</Badge>;
  if (!row.nextDueAt) return <Badge tone="fine">all attested</Badge>;
  return (
    <>
      <Deadline due={row.nextDueAt} now={now} />
      {row.overdue > 1 ? <CellSub tone="critical">{row.overdue} overdue</CellSub> : null}
    </>
  );
}
