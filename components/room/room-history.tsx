import type { RoomItem } from "@/lib/requests/queries/room-requests";
import { Badge } from "../ui/badge";
import { PlatformMark } from "../ui/platform-mark";
import type { Tone } from "../ui/shape";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** What was asked for before: what the client said, and what came of it. */
export function RoomHistory({ label, items }: { label: string; items: RoomItem[] }) {
  return (
    <Table label={label} rows={items.length}>
      <Head>
        <HeadCell width="w-1/5">For</HeadCell>
        <HeadCell width="w-1/5">Account</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell width="w-56">Your side</HeadCell>
        <HeadCell width="w-56">What came of it</HeadCell>
      </Head>
      <Body>
        {items.map((item) => (
          <Row key={item.id}>
            <Cell heading>
              <CellMain>{item.holderName}</CellMain>
              <CellSub>
                {item.work} <span className="whitespace-nowrap">({item.requestName})</span>
              </CellSub>
            </Cell>
            <Cell
              label="Account"
              mark={<PlatformMark letters={item.account.mark} name={item.account.platformName} />}
            >
              <CellMain>{item.account.name}</CellMain>
            </Cell>
            <Cell label="Role">
              {item.role.name}
              <CellSub>{item.ends}</CellSub>
            </Cell>
            <Cell label="Your side">
              <YourSide item={item} />
            </Cell>
            <Cell label="What came of it">
              <Outcome item={item} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function YourSide({ item: { answer } }: { item: RoomItem }) {
  if (!answer) return <span className="text-third">no answer</span>;
  const { agrees, byName, written, words, at } = answer;
  return (
    <>
      {agrees ? "Approved" : "Declined"}
      <CellSub>
        {written ? `as ${byName} of the studio wrote down` : `by ${byName}`}, <Time value={at} as="moment" />
      </CellSub>
      {words ? <CellSub>“{words}”</CellSub> : null}
    </>
  );
}

const outcomes: Record<RoomItem["state"], { label: string; tone: Tone }> = {
  waiting: { label: "The studio still has to decide", tone: "attention" },
  approved: { label: "Approved by both", tone: "fine" },
  lowered: { label: "Approved by both, with less", tone: "fine" },
  rejected: { label: "Rejected by the studio", tone: "plain" },
  withdrawn: { label: "Withdrawn by who asked", tone: "plain" },
  cancelled: { label: "Cancelled: the person leaves", tone: "plain" },
  expired: { label: "Closed without an answer", tone: "plain" },
};

function Outcome({ item }: { item: RoomItem }) {
  const { label, tone } = item.decidedByClient
    ? { label: "Nobody gets it", tone: "plain" as const }
    : outcomes[item.state];
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      {item.decidedAt ? (
        <CellSub>
          <Time value={item.decidedAt} as="moment" />
        </CellSub>
      ) : null}
    </>
  );
}
