import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/choices";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { Select, TextArea, TextInput } from "@/components/ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ClientDataRow } from "@/lib/clients/queries/list-client-data";
import type { FormAction } from "@/lib/form-state";

const kinds: Record<ClientDataRow["kind"], string> = {
  contacts: "Contacts, customer lists",
  exports: "Exports of an account",
  reports: "Reports",
  creative: "Creative work",
  credentials: "Credentials",
  other: "Something else",
};

/** What the studio keeps of a client's data outside of the client's accounts, and what became of it. */
export function ClientDataList({
  rows,
  end,
  ofEngagement = false,
}: {
  rows: ClientDataRow[];
  /** For who may say that something is gone. */
  end?: FormAction | undefined;
  ofEngagement?: boolean;
}) {
  return (
    <Table
      label="Data of the client that the studio keeps"
      rows={rows.length}
      empty={<p className="text-second">Nothing is on the list.</p>}
    >
      <Head>
        <HeadCell width="md:w-2/5">What</HeadCell>
        <HeadCell>Kept in</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell hidden>Change</HeadCell>
      </Head>
      <Body>
        {rows.map((row) => (
          <Row key={row.id} muted={row.endedAt !== null}>
            <Cell heading>
              <CellMain>{row.name}</CellMain>
              <CellSub>
                {[kinds[row.kind], ofEngagement ? null : row.engagement.name].filter(Boolean).join(" · ")}
              </CellSub>
            </Cell>
            <Cell label="Kept in">{row.keptWhere}</Cell>
            <Cell label="State">
              {row.endedAt ? (
                <>
                  gone since <Time value={row.endedAt} />
                  <CellSub>{row.endedHow}</CellSub>
                </>
              ) : row.personalData ? (
                <Badge tone="attention">personal data</Badge>
              ) : (
                "held"
              )}
            </Cell>
            <Cell actions>
              {end && !row.endedAt ? (
                <DialogForm
                  label="Gone…"
                  size="small"
                  title={`Is ${row.name} no longer held?`}
                  description="Say how: where it was deleted, or to whom it was given back, and when."
                  action={end}
                  submit="It is gone"
                >
                  <input type="hidden" name="dataId" value={row.id} />
                  <Field name="how" label="How">
                    <TextArea rows={2} />
                  </Field>
                </DialogForm>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** Adds something to the list. */
export function AddClientData({ engagementId, action }: { engagementId: string; action: FormAction }) {
  return (
    <DialogForm
      label="Add data…"
      size="small"
      title="What is kept of the client’s data?"
      action={action}
      submit="Add"
    >
      <input type="hidden" name="engagementId" value={engagementId} />
      <Field name="name" label="What" hint="As “Newsletter subscribers, 2026”.">
        <TextInput />
      </Field>
      <Field name="kind" label="Kind">
        <Select options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="keptWhere" label="Kept in" hint="The drive, the folder, the tool.">
        <TextInput />
      </Field>
      <Checkbox name="personalData" label="It has data of persons in it" />
    </DialogForm>
  );
}
