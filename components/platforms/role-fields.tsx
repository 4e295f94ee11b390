import { Checkbox, CheckboxGroup } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { TextArea, TextInput } from "@/components/ui/inputs";
import type { PlatformDetail, RoleDetail } from "@/lib/platforms/queries";

/** What is said of a role. */
export function RoleFields({
  role,
  platform: { assetTypes, capabilities },
}: {
  role?: RoleDetail;
  platform: Pick<PlatformDetail, "assetTypes" | "capabilities">;
}) {
  return (
    <>
      <Field name="name" label="Name" hint="As the platform writes it.">
        <TextInput defaultValue={role?.name} />
      </Field>
      <Field name="apiValue" label="Value in the platform’s API" optional>
        <TextInput defaultValue={role?.apiValue ?? undefined} className="font-mono" />
      </Field>
      <Field name="rank" label="Step on the ladder" hint="1 is the smallest.">
        <TextInput type="number" min={1} max={99} defaultValue={role?.rank} className="max-w-24" />
      </Field>
      <Field name="meaning" label="What it means">
        <TextArea defaultValue={role?.meaning} />
      </Field>
      <Field name="heldOn[]" label="Held on" group>
        <CheckboxGroup
          options={assetTypes.map((each) => ({ value: each.type, label: each.label }))}
          defaultValue={
            role ? role.heldOn : assetTypes.length === 1 ? assetTypes.map((each) => each.type) : []
          }
        />
      </Field>
      <Field name="capabilities[]" label="Can" group optional>
        <CheckboxGroup layout="grid" options={capabilities} defaultValue={role?.capabilities} />
      </Field>
      <Checkbox
        name="reachesBelow"
        label="Reaches the accounts that lie below"
        defaultChecked={role?.reachesBelow}
      />
    </>
  );
}
