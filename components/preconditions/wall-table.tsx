import type { FormAction } from "@/lib/form-state";
import type { WallRow } from "@/lib/preconditions/queries";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { LowerWall } from "./forms";

/** Ethical walls, those that stand first. */
export function WallTable({ walls, lower }: { walls: WallRow[]; lower: FormAction | null }) {
  return (
    <Table
      label="Ethical walls"
      rows={walls.length}
      empty={<p className="text-second">No wall stands between any two clients.</p>}
    >
      <Head>
        <HeadCell width="w-1/3">Between</HeadCell>
        <HeadCell>Why</HeadCell>
        <HeadCell width="w-44">Since</HeadCell>
        {lower ? (
          <HeadCell width="w-28" hidden>
            Lower
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {walls.map((wall) => (
          <Row key={wall.id} muted={wall.endedAt !== null}>
            <Cell heading>
              <CellMain>{wall.between.join(" and ")}</CellMain>
            </Cell>
            <Cell label="Why">
              {wall.reason}
              {wall.endReason ? <CellSub>taken down: {wall.endReason}</CellSub> : null}
            </Cell>
            <Cell label="Since">
              <Time value={wall.createdAt} />
              {wall.endedAt ? (
                <CellSub>
                  until <Time value={wall.endedAt} />
                </CellSub>
              ) : null}
            </Cell>
            {lower ? (
              <Cell actions>{wall.endedAt ? null : <LowerWall action={lower} wallId={wall.id} />}</Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
