import { ButtonLink } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import type { ClosingDetail } from "@/lib/closings/queries/get-closing";
import type { FormAction } from "@/lib/form-state";

/** What can be done with a closing as a whole: cancel it, issue its certificate. */
export function ClosingActions({
  closing: { id, clientName, engagementId, engagementName, certifiedAt, can },
  actions,
}: {
  closing: ClosingDetail;
  actions: { cancel: FormAction; certify: FormAction };
}) {
  const hidden = <input type="hidden" name="closingId" value={id} />;
  return (
    <>
      {can.cancel ? (
        <DialogForm
          label="Cancel…"
          tone="danger"
          title={`Work for ${clientName} goes on after all?`}
          description="What is not yet removed is wanted again, and the open tasks are cancelled. What is removed already comes back only by being asked for. Check the engagement’s last day: it keeps the one it was given."
          action={actions.cancel}
          submit="Cancel the end"
          back="Go back"
        >
          {hidden}
          <Field name="reason" label="Why">
            <TextArea rows={2} />
          </Field>
        </DialogForm>
      ) : null}
      {certifiedAt ? (
        <ButtonLink tone="primary" href={`/closings/${id}/certificate`}>
          Certificate
        </ButtonLink>
      ) : can.certify ? (
        <CommandForm action={actions.certify} className="contents" label="Issue the certificate">
          {hidden}
          <ConfirmButton
            tone="primary"
            title="Issue the close-out certificate?"
            description={
              engagementId
                ? `It keeps everything that was taken back with its proof, ends ${engagementName}, and stands in the client’s room. It cannot be taken back.`
                : `It keeps everything that was taken back with its proof and ends all engagements and accounts of ${clientName}. The client’s room stays open for 30 days, so that its contacts get at the certificate. It cannot be taken back.`
            }
            confirm="Issue"
          >
            Issue certificate
          </ConfirmButton>
        </CommandForm>
      ) : null}
    </>
  );
}
