import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PersonDetail } from "@/lib/people/queries/get-person";

/** The engagements that a person works on. */
export function SeatList({ seats }: { seats: PersonDetail["memberships"] }) {
  return (
    <Table
      label="Engagements"
      rows={seats.length}
      empty={<p className="text-second">On no engagement now.</p>}
    >
      <Head>
        <HeadCell>Engagement</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Since</HeadCell>
      </Head>
      <Body>
        {seats.map((seat) => (
          <Row key={seat.id}>
            <Cell heading>
              <CellMain href={`/engagements/${seat.engagement.id}`}>{seat.engagement.name}</CellMain>
              <CellSub>
                <Link href={`/clients/${seat.client.id}`} tone="quiet">
                  {seat.client.name}
                </Link>
              </CellSub>
            </Cell>
            <Cell label="Role">
              {seat.role}
              <CellSub>
                <Link href={`/engagements/${seat.engagement.id}/ask/${seat.id}`}>Kit of this role</Link>
              </CellSub>
            </Cell>
            <Cell label="Since">
              <Time value={seat.since} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** The accounts of which a person is the custodian. */
export function CustodyList({ custodies }: { custodies: PersonDetail["custodies"] }) {
  return (
    <ul className="flex flex-col border-t border-strong">
      {custodies.map((asset) => (
        <li key={asset.id} className="flex items-start gap-2 border-b border-rule py-2">
          <PlatformMark letters={asset.mark} name={asset.platform} />
          <span className="min-w-0">
            <Link href={`/assets/${asset.id}`} tone="quiet" className="font-medium">
              {asset.name}
            </Link>
            <span className="block text-sm text-third">{asset.client?.name ?? "the studio’s own"}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
