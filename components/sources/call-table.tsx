import type { AuditRow } from "@/lib/audit/queries";
import { Badge } from "../ui/badge";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The last calls of an HR system: what it asked, and what came of it. */
export function CallTable({ calls }: { calls: AuditRow[] }) {
  return (
    <Table label="Calls" rows={calls.length}>
      <Head>
        <HeadCell>Call</HeadCell>
        <HeadCell width="w-44">When</HeadCell>
        <HeadCell width="w-36">Outcome</HeadCell>
      </Head>
      <Body>
        {calls.map((call) => (
          <Row key={String(call.seq)}>
            <Cell heading>
              <CellMain>{call.objectName.slice(call.objectName.indexOf(": ") + 2)}</CellMain>
              {call.reason ? <CellSub>{call.reason}</CellSub> : null}
            </Cell>
            <Cell label="When">
              <Time value={call.at} as="datetime" />
            </Cell>
            <Cell label="Outcome">{outcomeOf(call.after)}</Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function outcomeOf(after: AuditRow["after"]) {
  const said = typeof after === "object" && after !== null && !Array.isArray(after) ? after : {};
  if (typeof said.status === "number" && said.status >= 400)
    return <Badge tone="high">Refused, {said.status}</Badge>;
  if (typeof said.outcome === "string") return <Badge tone="attention">{said.outcome}</Badge>;
  return <span className="text-second">Answered</span>;
}
