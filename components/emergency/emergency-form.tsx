import { CheckboxGroup } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { type Option, Select, TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";

const hours = [1, 2, 3, 4].map((each) => ({
  value: String(each),
  label: each === 1 ? "1 hour" : `${each} hours`,
}));

/** What is taken at once, for how long and why. */
export function EmergencyForm({
  assetId,
  roles,
  take,
}: {
  assetId: string;
  roles: Option[];
  take: FormAction;
}) {
  return (
    <CommandForm action={take} label="Take access in an emergency">
      <input type="hidden" name="assetId" value={assetId} />
      <Field name="roleIds[]" label="Role" group hint="The least that gets it done, also now.">
        <CheckboxGroup options={roles.map(({ value, label, sub }) => ({ value, label, description: sub }))} />
      </Field>
      <Field name="hours" label="For how long">
        <Select options={hours} defaultValue="1" className="max-w-44" />
      </Field>
      <Field name="reason" label="What has happened" hint="Whoever reviews it reads this.">
        <TextArea rows={2} />
      </Field>
      <div>
        <SubmitButton tone="danger">Take it now</SubmitButton>
      </div>
    </CommandForm>
  );
}
