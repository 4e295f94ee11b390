import type { RecoveryCase } from "@/lib/accounts/recovery-queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { DialogForm } from "../ui/dialog-form";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { TextArea, TextInput } from "../ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

export type CaseRow = RecoveryCase & { rolesText: string };
type Actions = { confirm: FormAction; close: FormAction };

/** Who asks to be helped back in, and what has been done for them. */
export function CaseList({ cases, actions }: { cases: CaseRow[]; actions: Actions }) {
  const empty = (
    <EmptyState title="Nobody asks for help.">
      Whoever has lost every way to sign in asks at the sign-in page, and then calls you.
    </EmptyState>
  );
  return (
    <Table label="Open recoveries" rows={cases.length} empty={empty}>
      <Head>
        <HeadCell>Person</HeadCell>
        <HeadCell>Confirmed by</HeadCell>
        <HeadCell width="w-56">State</HeadCell>
        <HeadCell width="w-48" hidden>
          Help
        </HeadCell>
      </Head>
      <Body>
        {cases.map((each) => (
          <Row key={each.id}>
            <Cell heading>
              <CellMain>{each.personName}</CellMain>
              <CellSub>
                {each.email}, {each.rolesText}
              </CellSub>
              <CellSub>
                Asked <Time value={each.askedAt} as="datetime" /> from{" "}
                {each.askedFrom ?? "an unknown address"}
              </CellSub>
            </Cell>
            <Cell label="Confirmed by">
              <Confirmed at={each.firstAt} by={each.firstName} reason={each.reason} />
              <Confirmed at={each.secondAt} by={each.secondName} reason={each.secondReason} />
              {each.firstAt ? null : <CellSub>Nobody yet</CellSub>}
            </Cell>
            <Cell label="State">
              <CaseState of={each} />
            </Cell>
            <Cell align="right">
              <CaseActions of={each} actions={actions} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Confirmed({ at, by, reason }: { at: Date | null; by: string | null; reason: string | null }) {
  if (!at) return null;
  return (
    <div>
      {by ?? "The operator, at the shell"}, <Time value={at} as="datetime" />
      <CellSub>{reason}</CellSub>
    </div>
  );
}

function CaseState({ of }: { of: RecoveryCase }) {
  if (!of.secondAt || !of.opensAt) {
    return (
      <>
        <Badge tone="attention">{of.firstAt ? "One of two" : "New"}</Badge>
        <CellSub>
          Runs out <Time value={of.expiresAt} as="datetime" />
        </CellSub>
      </>
    );
  }
  return (
    <>
      <Badge>Confirmed</Badge>
      <CellSub>
        Opens <Time value={of.opensAt} as="datetime" />
      </CellSub>
    </>
  );
}

function CaseActions({ of, actions }: { of: RecoveryCase; actions: Actions }) {
  const hidden = <input type="hidden" name="caseId" value={of.id} />;
  return (
    <div className="flex flex-wrap gap-2 md:justify-end">
      {of.mayConfirm === true ? (
        <DialogForm
          label="Confirm…"
          size="small"
          title={`Is it ${of.personName} who asks?`}
          description="See them on a video call with their ID card, as when they began here; call them yourself, at a number that you had before. Type the words that they read to you."
          action={actions.confirm}
          submit="Confirm that it is them"
        >
          {hidden}
          <Field name="phrase" label="The four words">
            <TextInput autoComplete="off" />
          </Field>
          <Field name="reason" label="How you know that it is them">
            <TextArea rows={2} />
          </Field>
        </DialogForm>
      ) : (
        <p className="text-sm text-second">{of.mayConfirm}</p>
      )}
      <DialogForm
        label="Close…"
        size="small"
        tone="danger"
        title={`Close the recovery of ${of.personName}?`}
        description="Nobody comes in by it any more. They can ask again."
        action={actions.close}
        submit="Close it"
        back="Go back"
      >
        {hidden}
        <Field name="reason" label="Why">
          <TextInput />
        </Field>
      </DialogForm>
    </div>
  );
}
