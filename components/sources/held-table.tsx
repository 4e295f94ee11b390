import type { HeldLine } from "@/lib/sources/held-queries";
import { kindWords } from "../lifecycle/words";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Departures of one source that are held: who, how it would end, and what would be taken back. */
export function HeldTable({ held, source }: { held: HeldLine[]; source: string }) {
  return (
    <Table label={`Held departures of ${source}`} rows={held.length}>
      <Head>
        <HeadCell>Who</HeadCell>
        <HeadCell width="w-56">How it would end</HeadCell>
        <HeadCell align="right" width="w-20">
          Keys
        </HeadCell>
        <HeadCell width="w-44">Reported</HeadCell>
      </Head>
      <Body>
        {held.map((each) => (
          <Row key={each.id}>
            <Cell heading>
              <CellMain href={`/people/${each.personId}`}>{each.personName}</CellMain>
              <CellSub>{each.sentence ?? each.personTitle ?? ""}</CellSub>
            </Cell>
            <Cell label="Would end">
              <CellMain>{kindWords[each.kind].name}</CellMain>
              <CellSub>
                {each.lastMoment ? <Time value={each.lastMoment} as="datetime" /> : "once that is confirmed"}
              </CellSub>
            </Cell>
            <Cell label="Keys" align="right">
              {each.keys}
            </Cell>
            <Cell label="Reported">
              <CellMain>
                <Time value={each.reportedAt} as="datetime" />
              </CellMain>
              {each.note ? <CellSub>“{each.note}”</CellSub> : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
