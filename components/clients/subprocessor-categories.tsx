import { CheckboxGroup } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";

const categories = [
  "Hosting",
  "E-mail and messaging",
  "Analytics",
  "Advertising",
  "Customer data",
  "File storage",
  "Support",
  "Artificial intelligence",
];

/** The kinds of sub-processor that the papers allow. */
export function CategoryFields({ chosen }: { chosen: readonly string[] }) {
  const all = [...new Set([...categories, ...chosen])];
  return (
    <Field
      name="subprocessorCategories[]"
      label="Sub-processors allowed"
      hint="None ticked: the papers set no limit."
      optional
      group
    >
      <CheckboxGroup
        layout="grid"
        options={all.map((name) => ({ value: name, label: name }))}
        defaultValue={[...chosen]}
      />
    </Field>
  );
}
