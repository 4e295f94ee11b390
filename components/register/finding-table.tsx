import { Badge } from "@/components/ui/badge";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { FindingRow } from "@/lib/register/queries/list-findings";

type Shown = Pick<FindingRow, "id" | "detail" | "openedAt" | "resolvedAt" | "resolution"> & {
  task?: FindingRow["task"];
  grantId?: string | null;
  personId?: string | null;
  kind?: FindingRow["kind"];
};

/** Where to look at it: the grant, the person whose duties conflict, or who leaves. */
function placeOf({ grantId, personId, kind }: Shown): { href?: string } {
  if (grantId) return { href: `/register/${grantId}` };
  if (personId && kind === "last_day_withdrawn") return { href: `/people/${personId}` };
  return personId ? { href: `/people/${personId}#conflicts` } : {};
}

/** What is not as it should be, with what was decided. With `resolve` it can be closed. */
export function FindingTable({ findings, resolve }: { findings: Shown[]; resolve?: FormAction | undefined }) {
  return (
    <Table label="Findings" rows={findings.length}>
      <Head>
        <HeadCell>What</HeadCell>
        <HeadCell width="w-40">Found</HeadCell>
        <HeadCell width="w-40">State</HeadCell>
        {resolve ? (
          <HeadCell width="w-32" hidden>
            Decide
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {findings.map((finding) => (
          <Row key={finding.id} muted={finding.resolvedAt !== null}>
            <Cell heading>
              <CellMain {...placeOf(finding)}>{finding.detail}</CellMain>
              <CellSub>{finding.resolution ?? (finding.task ? `Task ${finding.task.number}` : null)}</CellSub>
            </Cell>
            <Cell label="Found">
              <Time value={finding.openedAt} />
            </Cell>
            <Cell label="State">
              {finding.resolvedAt ? <Badge>decided</Badge> : <Badge tone="attention">waits</Badge>}
            </Cell>
            {resolve ? (
              <Cell align="right">
                {finding.resolvedAt ? null : (
                  <DialogForm
                    label="Decide…"
                    size="small"
                    title="What was decided?"
                    description={finding.detail}
                    action={resolve}
                    submit="Close the finding"
                  >
                    <input type="hidden" name="findingId" value={finding.id} />
                    <Field name="resolution" label="Decision">
                      <TextArea />
                    </Field>
                  </DialogForm>
                )}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
