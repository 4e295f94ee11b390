import type { ConflictChange } from "@/lib/preconditions/conflict-queries";
import { sentence } from "../ui/counted";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

const kindWords = { declared: "Declared", changed: "Changed", ended: "Ended" } as const;

/** What became of the pairs, the last first: who, when, what it was from then on. */
export function ConflictHistory({ changes }: { changes: (ConflictChange & { pair: string })[] }) {
  return (
    <Table label="History of conflicting duties" rows={changes.length}>
      <Head>
        <HeadCell width="w-44">When</HeadCell>
        <HeadCell width="w-1/3">Pair</HeadCell>
        <HeadCell>What</HeadCell>
        <HeadCell width="w-44">Who</HeadCell>
      </Head>
      <Body>
        {changes.map((change) => (
          <Row key={change.id}>
            <Cell label="When">
              <Time value={change.at} as="datetime" />
            </Cell>
            <Cell heading>
              <CellMain>{sentence(change.pair)}</CellMain>
            </Cell>
            <Cell label="What">
              {change.kind === "ended" ? kindWords.ended : `${kindWords[change.kind]}: ${change.terms}`}
              <CellSub>{change.reason}</CellSub>
            </Cell>
            <Cell label="Who">{change.by ?? "as Keyholder came"}</Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
