import type { DecidedLine } from "@/lib/sources/held-queries";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** What became of departures that were held. */
export function DecidedTable({ decided }: { decided: DecidedLine[] }) {
  return (
    <Table label="Decided departures" rows={decided.length}>
      <Head>
        <HeadCell>Who</HeadCell>
        <HeadCell>What became of it</HeadCell>
        <HeadCell width="w-56">Decided</HeadCell>
      </Head>
      <Body>
        {decided.map((each) => (
          <Row key={each.id}>
            <Cell heading>
              <CellMain href={`/people/${each.personId}`}>{each.personName}</CellMain>
              <CellSub>reported by {each.sourceName}</CellSub>
            </Cell>
            <Cell label="Became">
              {each.departureId ? (
                <>
                  <CellMain href={`/departures/${each.departureId}`}>D-{each.departureNumber}</CellMain>
                  <CellSub>released</CellSub>
                </>
              ) : (
                <>
                  <CellMain>dropped</CellMain>
                  <CellSub>“{each.dropReason}”</CellSub>
                </>
              )}
            </Cell>
            <Cell label="Decided">
              <CellMain>
                <Time value={each.decidedAt} as="datetime" />
              </CellMain>
              <CellSub>by {each.decidedBy ?? each.sourceName}</CellSub>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
