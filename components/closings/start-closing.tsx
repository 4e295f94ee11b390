import { counted } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { DateInput, TextArea } from "@/components/ui/inputs";
import { dayOf } from "@/components/ui/time-text";
import type { ClosingPreview } from "@/lib/closings/queries/closing-of";
import type { FormAction } from "@/lib/form-state";

/** Ends an engagement, or all work for a client, with everything that hangs on it: what that is, before it is done. */
export function StartClosing({
  of: { clientId, engagementId, name, endsOn },
  preview,
  action,
}: {
  of: { clientId: string; engagementId: string | null; name: string; endsOn: Date | null };
  preview: ClosingPreview;
  action: FormAction;
}) {
  const parts = [
    counted(preview.keys, "key"),
    preview.links > 0
      ? counted(preview.links, "link from the studio’s own accounts", "links from the studio’s own accounts")
      : null,
    preview.data > 0 ? `${counted(preview.data, "thing")} on the list of data` : null,
  ].filter((part) => part !== null);
  return (
    <DialogForm
      label={engagementId ? "End…" : "Offboard…"}
      tone="danger"
      title={engagementId ? `End ${name}?` : `End all work for ${name}?`}
      description={`${list.format(parts)} ${preview.keys === 1 && parts.length === 1 ? "goes" : "go"} on the worklist at once, due by the end of the last day.${preview.requests > 0 ? ` ${counted(preview.requests, "waiting request")} ${preview.requests === 1 ? "is" : "are"} cancelled.` : ""} ${
        preview.everything
          ? "Nothing else goes on here, so this is everything at the client’s accounts."
          : "What other engagements of the client need stays."
      }`}
      action={action}
      submit={engagementId ? "End it" : "Offboard"}
      submitTone="danger"
    >
      <input type="hidden" name="clientId" value={clientId} />
      {engagementId ? <input type="hidden" name="engagementId" value={engagementId} /> : null}
      <Field
        name="lastMoment"
        label="Last day"
        optional
        hint={endsOn ? "Left empty: its agreed last day, or now when that has passed." : "Left empty: now."}
      >
        <DateInput defaultValue={endsOn ? dayOf(endsOn) : undefined} />
      </Field>
      <Field name="note" label="Note" optional>
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
