import type { SourceLine } from "@/lib/sources/queries";
import { Badge } from "../ui/badge";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { sourceKinds } from "./words";

/** The HR systems, with whom each manages and when it was last heard of. */
export function SourceTable({ sources }: { sources: SourceLine[] }) {
  return (
    <Table label="HR systems" rows={sources.length}>
      <Head>
        <HeadCell>HR system</HeadCell>
        <HeadCell align="right" width="w-28">
          People
        </HeadCell>
        <HeadCell width="w-44">Last heard of</HeadCell>
        <HeadCell width="w-36">Connected</HeadCell>
      </Head>
      <Body>
        {sources.map(({ id, name, kind, people, lastSeenAt, createdAt, endedAt }) => (
          <Row key={id} muted={endedAt !== null}>
            <Cell heading>
              <CellMain href={`/settings/sources/${id}`}>{name}</CellMain>
              <CellSub>{sourceKinds[kind]}</CellSub>
            </Cell>
            <Cell label="People" align="right">
              {people}
            </Cell>
            <Cell label="Last heard of">
              {endedAt ? (
                <Badge>Ended</Badge>
              ) : lastSeenAt ? (
                <Time value={lastSeenAt} as="datetime" />
              ) : (
                <span className="text-second">Not yet</span>
              )}
            </Cell>
            <Cell label="Connected">
              <Time value={createdAt} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
