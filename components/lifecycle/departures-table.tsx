import type { Params } from "@/components/ui/href";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { DepartureListRow } from "@/lib/lifecycle/queries/list-departures";
import { HowFarBar, NextDue } from "./how-far";
import { goesText } from "./words";

/** Departures with how far each is. */
export function DeparturesTable({
  rows,
  path,
  params,
  now,
}: {
  rows: DepartureListRow[];
  path: string;
  params: Params;
  now: Date;
}) {
  const head = { path, params };
  return (
    <Table label="Departures">
      <Head>
        <SortHead {...head} by="person">
          Who
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
              <CellMain href={`/departures/${row.id}`}>{row.personName}</CellMain>
              <CellSub>{[`D-${row.number}`, row.personTitle].filter(Boolean).join(" · ")}</CellSub>
              {row.reopenedAt && !row.certifiedAt && !row.cancelledAt ? (
                <CellSub tone="critical">has left, and was seen again</CellSub>
              ) : null}
            </Cell>
            <Cell label="Last moment">
              <Time value={row.lastMoment} as="datetime" zone />
              <CellSub>{goesText(row, now)}</CellSub>
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
