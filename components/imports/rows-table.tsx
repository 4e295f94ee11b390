import { Badge } from "@/components/ui/badge";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import type { ImportRowDetail } from "@/lib/imports/queries/list-import-rows";
import type { SavedQuestion } from "@/lib/imports/save-plan";
import { outcomeWords } from "./words";

/** Rows as they stand in the file, what becomes of each in a sentence, and an answer for one row alone. */
export function RowsTable({
  run,
  rows,
  answer,
}: {
  run: ImportDetail;
  rows: ImportRowDetail[];
  answer: FormAction;
}) {
  const questions = new Map(run.questions.map((question) => [question.key, question]));
  return (
    <Table label="Rows of the file">
      <Head>
        <HeadCell align="right" width="w-14">
          Row
        </HeadCell>
        <HeadCell width="w-28">Outcome</HeadCell>
        <HeadCell>What becomes of it</HeadCell>
      </Head>
      <Body>
        {rows.map((row) => {
          const asked = row.questions.flatMap((key) => questions.get(key) ?? []);
          return (
            <Row key={row.row} muted={row.outcome === "skipped"}>
              <Cell label="Row" align="right">
                {row.row}
              </Cell>
              <Cell label="Outcome">
                <Badge tone={outcomeWords[row.outcome].tone}>{outcomeWords[row.outcome].word}</Badge>
              </Cell>
              <Cell>
                <CellMain>{row.sentence}</CellMain>
                {row.remarks.length > 0 ? <CellSub>{row.remarks.join(" ")}</CellSub> : null}
                <CellSub>
                  <span className="wrap-anywhere">{row.cells.filter(Boolean).join(" · ") || "empty"}</span>
                </CellSub>
                {asked.length > 0 ? <OneRow run={run} row={row.row} asked={asked} answer={answer} /> : null}
              </Cell>
            </Row>
          );
        })}
      </Body>
    </Table>
  );
}

function OneRow({
  run,
  row,
  asked,
  answer,
}: {
  run: ImportDetail;
  row: number;
  asked: SavedQuestion[];
  answer: FormAction;
}) {
  return (
    <DialogForm
      label={`Answer for row ${row} alone…`}
      tone="quiet"
      size="small"
      className="-ml-2.5"
      title={`Row ${row}`}
      description="The answer counts for this row and no other."
      action={answer}
      submit="Take this answer"
    >
      <input type="hidden" name="id" value={run.id} />
      {asked.map((question, at) => (
        <div key={question.key}>
          <input type="hidden" name={`answers[${at}].key`} value={question.key} />
          <input type="hidden" name={`answers[${at}].row`} value={row} />
          <Field name={`answers[${at}].answer`} label={question.sentence} optional>
            <Select
              placeholder="Not yet"
              options={[
                ...question.proposals.map((each) => ({ value: each.answer, label: each.label })),
                { value: "leave-out", label: "Leave this row out" },
              ]}
            />
          </Field>
        </div>
      ))}
    </DialogForm>
  );
}
