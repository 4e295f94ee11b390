import { Badge } from "@/components/ui/badge";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { type Option, Select } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { timeText } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { SuspendedKeyRow } from "@/lib/lifecycle/queries/get-absence";

/** Each key that an absence suspended, and at the return whether it is needed again. */
export function SuspendedKeys({
  absenceId,
  keys,
  confirm,
  work,
  now,
}: {
  absenceId: string;
  keys: SuspendedKeyRow[];
  /** Null: it is not yet, or not yours, to confirm. */
  confirm: FormAction | null;
  /** Kinds of work, for keys of which the register does not know what they were for. */
  work: Option[];
  now: Date;
}) {
  return (
    <Table label="Keys">
      <Head>
        <HeadCell width="md:w-2/5">Key</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Until</HeadCell>
        <HeadCell width="md:w-1/4">At the return</HeadCell>
      </Head>
      <Body>
        {keys.map((key) => (
          <Row key={key.grantId} muted={key.answer === "dropped"}>
            <Cell heading mark={<PlatformMark letters={key.platformMark} name={key.platformName} />}>
              <CellMain href={`/register/${key.grantId}`}>{key.assetName}</CellMain>
              <CellSub>{key.clientName ?? "the studio’s own"}</CellSub>
            </Cell>
            <Cell label="Role">{key.roleName}</Cell>
            <Cell label="Until">{key.endsAt ? timeText(key.endsAt) : "no end"}</Cell>
            <Cell label="At the return">
              {key.answer ? (
                <Answered of={key} />
              ) : confirm ? (
                <Confirm absenceId={absenceId} of={key} action={confirm} work={work} now={now} />
              ) : (
                "to be confirmed"
              )}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Answered({ of: { answer, request, answeredBy } }: { of: SuspendedKeyRow }) {
  return (
    <>
      {answer === "dropped" ? (
        <Badge>not needed</Badge>
      ) : request ? (
        <Link href={`/requests/${request.id}`}>asked for, R-{request.number}</Link>
      ) : (
        <Badge tone="fine">kept</Badge>
      )}
      {answeredBy ? <CellSub>by {answeredBy}</CellSub> : null}
    </>
  );
}

function Confirm({
  absenceId,
  of,
  action,
  work,
  now,
}: {
  absenceId: string;
  of: SuspendedKeyRow;
  action: FormAction;
  work: Option[];
  now: Date;
}) {
  const about = (
    <>
      <input type="hidden" name="absenceId" value={absenceId} />
      <input type="hidden" name="grantId" value={of.grantId} />
    </>
  );
  const over = !of.keeps && (of.endsAt === null || of.endsAt <= now);
  const what = `${of.roleName} on ${of.assetName}`;
  return (
    <div className="flex flex-wrap gap-2">
      {over ? null : of.keeps || of.knowsWork ? (
        <CommandForm action={action} className="contents" label={`${what} is needed`}>
          {about}
          <input type="hidden" name="answer" value="needed" />
          <SubmitButton size="small" tone="plain">
            Needed
          </SubmitButton>
        </CommandForm>
      ) : (
        <DialogForm
          label="Needed…"
          size="small"
          title={`What is ${of.assetName} needed for?`}
          description="The register does not know what this key was for. It is asked for anew, and decided as usual."
          action={action}
          submit="Ask for it"
        >
          {about}
          <input type="hidden" name="answer" value="needed" />
          <Field name="work" label="What has to be done">
            <Select options={work} />
          </Field>
        </DialogForm>
      )}
      <CommandForm action={action} className="contents" label={`${what} is not needed`}>
        {about}
        <input type="hidden" name="answer" value="dropped" />
        <SubmitButton size="small" tone="plain">
          Not needed
        </SubmitButton>
      </CommandForm>
      {over ? <CellSub>Its end has passed; ask for it anew if it is needed.</CellSub> : null}
    </div>
  );
}
