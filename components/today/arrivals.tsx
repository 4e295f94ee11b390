import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ArrivalRow } from "@/lib/moves/queries/list-arrivals";

/** Who joins soon or has just joined, with what their kits propose and nobody has asked for. */
export function Arrivals({ arrivals }: { arrivals: ArrivalRow[] }) {
  return (
    <Table label="Who joins">
      <Head>
        <HeadCell>Who</HeadCell>
        <HeadCell width="w-48">First day</HeadCell>
        <HeadCell width="w-72">Their kits</HeadCell>
        <HeadCell width="w-32" align="right">
          Invitation
        </HeadCell>
      </Head>
      <Body>
        {arrivals.map((row) => (
          <Row key={row.id}>
            <Cell heading>
              <CellMain href={`/people/${row.id}/join`}>{row.name}</CellMain>
              <CellSub>{row.title}</CellSub>
            </Cell>
            <Cell label="First day">
              <Time value={row.startsOn} />
            </Cell>
            <Cell label="Their kits">
              <Kits of={row} />
            </Cell>
            <Cell label="Invitation" align="right">
              {row.invited ? null : <Badge tone="plain">not invited</Badge>}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Kits({ of: { seats, accounts, unasked } }: { of: ArrivalRow }) {
  if (seats === 0) return <Badge tone="attention">no work yet</Badge>;
  if (accounts === 0) return "their roles have no kit";
  if (unasked === 0) return "all asked for";
  return <Badge tone="attention">{`${unasked} of ${counted(accounts, "account")} to ask for`}</Badge>;
}
