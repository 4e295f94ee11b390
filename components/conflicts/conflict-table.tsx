import type { FormAction } from "@/lib/form-state";
import type { ConflictRow } from "@/lib/preconditions/conflict-queries";
import { Badge } from "../ui/badge";
import { counted, sentence } from "../ui/counted";
import { Link } from "../ui/link";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { ChangeConflict, EndConflict, type TermChoices } from "./forms";

/** Pairs of conflicting duties, those in force first. With `change` and `end` they can be changed and ended. */
export function ConflictTable({
  pairs,
  terms,
  change,
  end,
}: {
  pairs: ConflictRow[];
  terms: TermChoices;
  change: FormAction | null;
  end: FormAction | null;
}) {
  return (
    <Table
      label="Conflicting duties"
      rows={pairs.length}
      empty={<p className="text-second">No two duties were ever declared as conflicting.</p>}
    >
      <Head>
        <HeadCell>Who can… should not also…</HeadCell>
        <HeadCell width="w-56">What comes of it</HeadCell>
        <HeadCell width="w-36">Held now by</HeadCell>
        {change ? (
          <HeadCell width="w-44" hidden>
            Change or end
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {pairs.map((pair) => (
          <Row key={pair.id} muted={pair.endedAt !== null}>
            <Cell heading>
              <CellMain>{sentence(pair.pair)}</CellMain>
              <CellSub>{pair.reason}</CellSub>
            </Cell>
            <Cell label="What comes of it">
              {pair.endedAt ? (
                <Badge>over</Badge>
              ) : (
                <Badge tone={pair.effect === "refuse" ? "critical" : "high"}>{pair.what}</Badge>
              )}
              <CellSub>{pair.where}</CellSub>
            </Cell>
            <Cell label="Held now by">
              {pair.holders.length > 0 ? (
                <Link href={`#${pair.id}`}>{counted(pair.holders.length, "person", "people")}</Link>
              ) : (
                <span className="text-third">nobody</span>
              )}
            </Cell>
            {change && end ? (
              <Cell actions>
                {pair.endedAt ? null : (
                  <>
                    <ChangeConflict action={change} pair={pair} terms={terms} />
                    <EndConflict action={end} pair={pair} />
                  </>
                )}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
