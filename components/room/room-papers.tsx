import type { Room } from "@/lib/register/queries/get-room";
import { Badge } from "../ui/badge";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The engagements that run, with their agreement and DPA. */
export function RoomPapers({ engagements }: { engagements: Room["engagements"] }) {
  if (engagements.length === 0) return <p className="text-second">No engagement is running.</p>;
  const missing = <Badge tone="high">not on file</Badge>;
  return (
    <Table label="Engagements" rows={engagements.length}>
      <Head>
        <HeadCell>Engagement</HeadCell>
        <HeadCell width="w-48">Runs</HeadCell>
        <HeadCell width="w-48">Agreement</HeadCell>
        <HeadCell width="w-48">Data processing addendum</HeadCell>
      </Head>
      <Body>
        {engagements.map((engagement) => (
          <Row key={engagement.id}>
            <Cell heading>
              <CellMain>{engagement.name}</CellMain>
            </Cell>
            <Cell label="Runs">
              <Time value={engagement.startsOn} /> –{" "}
              {engagement.endsOn ? <Time value={engagement.endsOn} /> : "until further notice"}
            </Cell>
            <Cell label="Agreement">{engagement.agreementRef ?? missing}</Cell>
            <Cell label="DPA">{engagement.dpaRef ?? missing}</Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
