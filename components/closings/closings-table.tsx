import { HowFarBar, NextDue } from "@/components/lifecycle/how-far";
import type { Params } from "@/components/ui/href";
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
              <HowFarBar row={row} />
            </Cell>
            <Cell label="Next due">
              <NextDue row={row} now={now} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
