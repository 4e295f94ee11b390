import { RadioGroup } from "@/components/ui/choices";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import type { Emergency } from "@/lib/requests/queries/emergencies";

/** Says whether an emergency was one, and why. */
export function ReviewForm({
  emergency,
  action,
  size,
}: {
  emergency: Emergency;
  action: FormAction;
  size?: "small" | undefined;
}) {
  return (
    <DialogForm
      label="Review…"
      size={size}
      title={`Was it justified that ${emergency.person.name} took this?`}
      description={`${emergency.roles.join(" and ")} on ${emergency.asset.name}. Look at what was changed there in that time. Your answer stands in the audit log under your name.`}
      action={action}
      submit="Save the review"
    >
      <input type="hidden" name="emergencyId" value={emergency.id} />
      <Field name="verdict" label="It was" group>
        <RadioGroup
          options={[
            { value: "justified", label: "Justified" },
            {
              value: "not_justified",
              label: "Not justified",
              description: "What is still held is taken back at once.",
            },
          ]}
        />
      </Field>
      <Field name="note" label="What you looked at, and why you think so">
        <TextArea rows={3} />
      </Field>
    </DialogForm>
  );
}
