import { Badge } from "@/components/ui/badge";
import { Progress } from "@/components/ui/progress";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { DepartureListRow } from "@/lib/lifecycle/queries/list-departures";

/** Departures that are not finished, with how far each one is. */
export function DeparturesUnderWay({ departures }: { departures: DepartureListRow[] }) {
  return (
    <Table label="Departures under way">
      <Head>
        <HeadCell>Who</HeadCell>
        <HeadCell width="w-48">Last day</HeadCell>
        <HeadCell width="w-72">Taken back</HeadCell>
        <HeadCell width="w-32" align="right">
          Overdue
        </HeadCell>
      </Head>
      <Body>
        {departures.map((departure) => (
          <Row key={departure.id}>
            <Cell heading>
              <CellMain href={`/departures/${departure.id}`}>{departure.personName}</CellMain>
              <CellSub>{departure.personTitle}</CellSub>
            </Cell>
            <Cell label="Last day">
              <Time value={departure.lastMoment} as="datetime" zone />
            </Cell>
            <Cell label="Taken back">
              <Progress
                compact
                label={`${departure.verified + departure.attested} of ${departure.total}`}
                total={departure.total}
                verified={departure.verified}
                attested={departure.attested}
                waiting={departure.waiting}
              />
            </Cell>
            <Cell label="Overdue" align="right">
              {departure.overdue > 0 ? <Badge tone="critical">{departure.overdue} late</Badge> : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
