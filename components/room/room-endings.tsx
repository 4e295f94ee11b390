import type { RoomEnding } from "@/lib/closings/queries/list-room-endings";
import { dataAtEndText } from "../clients/data-at-end";
import { HowFarBar } from "../lifecycle/how-far";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** What of the work for this client ends, and how much of what the studio holds for it is taken back. */
export function RoomEndings({ endings }: { endings: RoomEnding[] }) {
  return (
    <Table label="Work that ends" rows={endings.length}>
      <Head>
        <HeadCell width="md:w-2/5">What ends</HeadCell>
        <HeadCell width="md:w-1/5">Last moment</HeadCell>
        <HeadCell>Taken back</HeadCell>
      </Head>
      <Body>
        {endings.map((each) => (
          <Row key={each.id}>
            <Cell heading>
              <CellMain>{each.engagementName ?? "All work for you"}</CellMain>
              <CellSub>Your data is {dataAtEndText(each)}.</CellSub>
            </Cell>
            <Cell label="Last moment">
              <Time value={each.lastMoment} as="datetime" zone />
            </Cell>
            <Cell label="Taken back">
              <HowFarBar row={each} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
