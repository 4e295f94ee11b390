import { Badge } from "@/components/ui/badge";
import { Hash } from "@/components/ui/hash";
import { Link } from "@/components/ui/link";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AuditRow } from "@/lib/audit/queries";
import { actionInWords } from "./action-words";
import { pageOf } from "./object-page";
import { ValueDifference } from "./value-difference";

/** The log as a ledger: place and time, who, what on what, before and after, the hash of the chain. */
export function AuditTable({ rows }: { rows: AuditRow[] }) {
  return (
    <Table label="Audit events, newest first">
      <Head>
        <HeadCell align="right" width="w-14">
          No.
        </HeadCell>
        <HeadCell width="w-40">When</HeadCell>
        <HeadCell width="w-36">Who</HeadCell>
        <HeadCell>What</HeadCell>
        <HeadCell width="w-80">Before and after</HeadCell>
        <HeadCell width="w-36">Hash</HeadCell>
      </Head>
      <Body>
        {rows.map((row) => (
          <AuditTableRow key={row.seq} row={row} />
        ))}
      </Body>
    </Table>
  );
}

function AuditTableRow({ row }: { row: AuditRow }) {
  const href = pageOf(row.objectType, row.objectId);
  return (
    <Row id={`event-${row.seq}`}>
      <Cell align="right" label="No.">
        {row.seq}
      </Cell>
      <Cell label="When">
        <Time value={row.at} as="datetime" />
      </Cell>
      <Cell label="Who">
        <CellMain>{row.actorName}</CellMain>
        {row.ip ? <CellSub>from {row.ip}</CellSub> : null}
      </Cell>
      <Cell label="What">
        <CellMain>
          {row.outcome === "refused" ? (
            <>
              <Badge tone="high">refused</Badge>{" "}
            </>
          ) : null}
          {actionInWords(row.action)}
        </CellMain>
        <CellSub>
          {row.objectType === "command" ? null : (
            <>
              {row.objectType.replaceAll("_", " ")}:{" "}
              {href ? (
                <Link href={href} className="underline">
                  {row.objectName}
                </Link>
              ) : (
                row.objectName
              )}
            </>
          )}
          {row.reason ? <span className="block">“{row.reason}”</span> : null}
        </CellSub>
      </Cell>
      <Cell label="Change">
        <ValueDifference before={row.before} after={row.after} />
      </Cell>
      <Cell label="Hash">
        <Hash value={row.hash} />
      </Cell>
    </Row>
  );
}
