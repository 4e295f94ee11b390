import { Badge } from "@/components/ui/badge";
import type { Params } from "@/components/ui/href";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { MoveListRow } from "@/lib/moves/queries/list-moves";
import { stateWords } from "./words";

/** Moves with what each does, and how far it is. */
export function MovesTable({ rows, path, params }: { rows: MoveListRow[]; path: string; params: Params }) {
  const head = { path, params };
  return (
    <Table label="Changes of role">
      <Head>
        <SortHead {...head} by="person">
          Who
        </SortHead>
        <HeadCell>Becomes</HeadCell>
        <SortHead {...head} by="day" initial>
          From
        </SortHead>
        <HeadCell align="right">Goes or lowered</HeadCell>
        <HeadCell>State</HeadCell>
      </Head>
      <Body>
        {rows.map((row) => (
          <Row key={row.id} muted={row.state === "cancelled"}>
            <Cell heading>
              <CellMain href={`/moves/${row.id}`}>{row.personName}</CellMain>
              <CellSub>{[`M-${row.number}`, row.title].filter(Boolean).join(" · ")}</CellSub>
            </Cell>
            <Cell label="Becomes">{row.newTitle ?? "other seats"}</Cell>
            <Cell label="From">
              <Time value={row.effectiveOn} />
            </Cell>
            <Cell label="Goes" align="right">
              {row.goes}
            </Cell>
            <Cell label="State">
              <Badge tone={stateWords[row.state].tone}>{stateWords[row.state].word}</Badge>
              {row.state === "waiting" ? (
                <CellSub>{`${row.undecided} of ${row.lines} undecided`}</CellSub>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
