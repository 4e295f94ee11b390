import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { DateInput, TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import type { DepartureDetail } from "@/lib/lifecycle/queries/get-departure";

type Actions = { move: FormAction; cancel: FormAction; handOver: FormAction; certify: FormAction };

/** What can be done with a departure as a whole: export, hand duties over, cancel, issue the certificate. */
export function DepartureActions({
  departure,
  people,
  actions,
}: {
  departure: DepartureDetail;
  people: { id: string; name: string; title: string | null }[];
  actions: Actions;
}) {
  const { id, can, personName, dutiesOpen } = departure;
  const hidden = <input type="hidden" name="departureId" value={id} />;
  return (
    <>
      {/* A download, not a page of the app. */}
      <a href={`/departures/${id}/checklist.csv`} className={buttonClass()}>
        Export
      </a>
      {can.handOver && dutiesOpen > 0 ? (
        <DialogForm
          label="Hand over…"
          title={`Who takes over from ${personName}?`}
          description="Robots, custodies and requests that are still open. The register names them at once; the proof on the platforms follows by its tasks."
          action={actions.handOver}
          submit="Hand over"
        >
          {hidden}
          <Field name="heirId" label="Who takes over">
            <Combobox
              options={people.map((each) => ({
                value: each.id,
                label: each.name,
                sub: each.title ?? undefined,
              }))}
              placeholder="Choose a person"
            />
          </Field>
        </DialogForm>
      ) : null}
      {can.move ? <MoveButton departure={departure} action={actions.move} /> : null}
      {can.cancel ? (
        <DialogForm
          label="Cancel…"
          tone="danger"
          title={`${personName} stays after all?`}
          description="What is not yet removed is wanted again, and the open tasks are cancelled. What is removed already is listed, to be asked for again."
          action={actions.cancel}
          submit="Cancel the departure"
          back="Go back"
        >
          {hidden}
          <Field name="reason" label="Why">
            <TextArea rows={2} />
          </Field>
        </DialogForm>
      ) : null}
      <CertificateButton departure={departure} action={actions.certify} />
    </>
  );
}

function MoveButton({ departure, action }: { departure: DepartureDetail; action: FormAction }) {
  const { id, personName, kind, lastMoment } = departure;
  return (
    <DialogForm
      label="Change the date…"
      title={`When does ${personName} leave?`}
      description="What is not yet done is due by the new last day; what is done stays as it is. A termination now counts from this moment, and asks you to confirm that it is you."
      action={action}
      submit="Change"
    >
      <input type="hidden" name="departureId" value={id} />
      <Field name="lastMoment" label="Last day" hint="Until its end, in UTC.">
        <DateInput defaultValue={new Date(lastMoment.getTime() - 1).toISOString().slice(0, 10)} />
      </Field>
      {kind === "terminated_now" ? null : (
        <Checkbox
          name="terminateNow"
          label="Terminate now"
          description="They are to be out at once, whatever day was meant."
        />
      )}
      <Field name="note" label="Why" optional>
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}

function CertificateButton({ departure, action }: { departure: DepartureDetail; action: FormAction }) {
  const { id, personName, can, certifiedAt, cancelledAt } = departure;
  if (certifiedAt)
    return (
      <ButtonLink tone="primary" href={`/departures/${id}/certificate`}>
        Certificate
      </ButtonLink>
    );
  if (cancelledAt) return null;
  if (!can.certify)
    return (
      <span
        aria-disabled="true"
        className={buttonClass()}
        title="It can be issued when everything is proved, no path remains, and the last moment has passed."
      >
        Certificate
      </span>
    );
  return (
    <CommandForm action={action} className="contents" label="Issue the certificate">
      <input type="hidden" name="departureId" value={id} />
      <ConfirmButton
        tone="primary"
        title="Issue the certificate of removal?"
        description={`It keeps each key of ${personName} with its proof, and ends their stay. It cannot be taken back.`}
        confirm="Issue"
      >
        Issue certificate
      </ConfirmButton>
    </CommandForm>
  );
}
