import type { FormAction } from "@/lib/form-state";
import type { ChannelRow } from "@/lib/notifications/own-queries";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { Select } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";

const channels = [
  { value: "at_once", label: "At once" },
  { value: "digest", label: "In the daily digest" },
  { value: "none", label: "Not by mail" },
];

/** A choice for each kind of thing that one is told; an alarm has none. */
export function ChannelForm({ channels: rows, action }: { channels: ChannelRow[]; action: FormAction }) {
  const free = rows.filter((row) => !row.isAlarm);
  return (
    <CommandForm action={action} label="How you are told by mail">
      <Table label="How you are told by mail" rows={rows.length}>
        <Head>
          <HeadCell>What</HeadCell>
          <HeadCell width="w-56">By mail</HeadCell>
        </Head>
        <Body>
          {rows.map((row) => (
            <Row key={row.kind}>
              <Cell heading>
                <CellMain>{row.tells}</CellMain>
                {row.isAlarm ? <CellSub>An alarm: it always comes at once.</CellSub> : null}
              </Cell>
              <Cell>{row.isAlarm ? "At once" : <Choice row={row} place={free.indexOf(row)} />}</Cell>
            </Row>
          ))}
        </Body>
      </Table>
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </CommandForm>
  );
}

function Choice({ row, place }: { row: ChannelRow; place: number }) {
  return (
    <>
      <input type="hidden" name={`choices[${place}].kind`} value={row.kind} />
      <Field name={`choices[${place}].mail`} label={row.tells} hideLabel>
        <Select options={channels} defaultValue={row.mail} />
      </Field>
    </>
  );
}
