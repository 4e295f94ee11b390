import { Badge } from "@/components/ui/badge";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ImportSummary } from "@/lib/imports/queries/list-imports";
import { importKindWords, stateWords } from "./words";

/** What has been brought so far. */
export function ImportsTable({ rows }: { rows: ImportSummary[] }) {
  return (
    <Table label="Imports">
      <Head>
        <HeadCell>File</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell align="right">Rows</HeadCell>
        <HeadCell align="right">New</HeadCell>
        <HeadCell align="right">Questions</HeadCell>
        <HeadCell align="right">Refused</HeadCell>
        <HeadCell>Brought</HeadCell>
      </Head>
      <Body>
        {rows.map(({ id, fileName, kind, state, counts, createdAt, createdBy, found, replaced }) => (
          <Row key={id} muted={state === "discarded"}>
            <Cell heading>
              <CellMain href={`/import/${id}`}>{fileName}</CellMain>
              <CellSub>{importKindWords[kind]}</CellSub>
            </Cell>
            <Cell label="State">
              <Badge tone={stateWords[state].tone}>
                {replaced && state === "discarded" ? "replaced" : stateWords[state].word}
              </Badge>
            </Cell>
            <Cell label="Rows" align="right">
              {counts?.rows ?? "–"}
            </Cell>
            <Cell label="New" align="right">
              {counts?.new ?? "–"}
            </Cell>
            <Cell label="Questions" align="right">
              {counts?.questions ?? "–"}
            </Cell>
            <Cell label="Refused" align="right">
              {counts?.refused ?? "–"}
            </Cell>
            <Cell label="Brought">
              <Time value={createdAt} />
              <CellSub>{createdBy ?? (found ? "from the HR system’s folder" : "from the shell")}</CellSub>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
