import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import type { DepartureDetail } from "@/lib/lifecycle/queries/get-departure";

type Actions = { cancel: FormAction; handOver: FormAction; certify: FormAction };

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
