import type { ConflictHolder } from "@/lib/preconditions/conflict-queries";
import { Badge } from "../ui/badge";
import { counted } from "../ui/counted";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Who holds a pair today, and how they come to it, by one example. */
export function HolderTable({ label, holders }: { label: string; holders: ConflictHolder[] }) {
  const excepted = holders.some((holder) => holder.exceptUntil !== null);
  return (
    <Table label={label} rows={holders.length}>
      <Head>
        <HeadCell width="w-56">Who</HeadCell>
        <HeadCell>How</HeadCell>
        {excepted ? <HeadCell width="w-44">Exception</HeadCell> : null}
      </Head>
      <Body>
        {holders.map((holder) => (
          <Row key={holder.personId}>
            <Cell heading>
              <CellMain href={`/people/${holder.personId}`}>{holder.name}</CellMain>
            </Cell>
            <Cell label="How">
              {holder.how}
              {holder.places > 1 ? (
                <CellSub>and in {counted(holder.places - 1, "more place", "more places")}</CellSub>
              ) : null}
            </Cell>
            {excepted ? (
              <Cell label="Exception">
                {holder.exceptUntil ? (
                  <>
                    <Badge tone="attention">until</Badge> <Time value={holder.exceptUntil} />
                  </>
                ) : (
                  <span className="text-third">none</span>
                )}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
