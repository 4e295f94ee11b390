import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { EngagementRow } from "@/lib/clients/queries/list-engagements";

/** A client's engagements. */
export function EngagementList({ engagements }: { engagements: EngagementRow[] }) {
  return (
    <Table
      label="Engagements"
      rows={engagements.length}
      empty={
        <EmptyState title="No engagement yet.">
          Access is asked for under an engagement, with its agreement and DPA on file.
        </EmptyState>
      }
    >
      <Head>
        <HeadCell>Engagement</HeadCell>
        <HeadCell>Papers</HeadCell>
        <HeadCell align="right">People</HeadCell>
        <HeadCell align="right">Keys</HeadCell>
      </Head>
      <Body>
        {engagements.map((engagement) => (
          <Row key={engagement.id} muted={engagement.endedAt !== null}>
            <Cell heading>
              <CellMain href={`/engagements/${engagement.id}`}>{engagement.name}</CellMain>
              <CellSub>
                <Time value={engagement.startsOn} /> –{" "}
                {engagement.endsOn ? <Time value={engagement.endsOn} /> : "further notice"}
                {engagement.endedAt ? ", ended" : ""}
              </CellSub>
            </Cell>
            <Cell label="Papers">
              {engagement.agreementRef ? engagement.agreementRef : <Badge tone="high">no agreement</Badge>}{" "}
              {engagement.dpaRef ? <CellSub>{engagement.dpaRef}</CellSub> : <Badge tone="high">no DPA</Badge>}
            </Cell>
            <Cell label="People" align="right">
              {engagement.members}
            </Cell>
            <Cell label="Keys" align="right">
              {engagement.keys}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
