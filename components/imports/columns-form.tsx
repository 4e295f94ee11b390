import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import { fieldWords } from "./words";

/** What each column holds, with a few of its values; a column that nothing is read from is said to be so. */
export function ColumnsForm({ run, action }: { run: ImportDetail; action: FormAction }) {
  const words = fieldWords[run.kind];
  const fieldOf = new Map(Object.entries(run.mapping).map(([field, column]) => [column, field]));
  const options = Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <CommandForm action={action} label="Columns" className="flex flex-col gap-3">
      <input type="hidden" name="id" value={run.id} />
      <ul className="border-t border-strong">
        {run.shape.columns.map(({ index: at, ...column }) => (
          <li
            key={at}
            className="grid items-center gap-x-4 gap-y-1 border-b border-rule py-1.5 md:grid-cols-[14rem_14rem_minmax(0,1fr)]"
          >
            <span className="min-w-0 font-medium wrap-anywhere">
              {column.heading} {column.hidden ? <Badge>hidden in the file</Badge> : null}
            </span>
            <input type="hidden" name={`columns[${at}].column`} value={at} />
            <Field name={`columns[${at}].field`} label={`What “${column.heading}” holds`} hideLabel optional>
              <Select
                defaultValue={fieldOf.get(at) ?? ""}
                options={[{ value: "", label: "not read" }, ...options]}
              />
            </Field>
            <span className="min-w-0 text-sm text-third wrap-anywhere">
              {column.samples.length > 0 ? column.samples.join(" · ") : "empty"}
            </span>
          </li>
        ))}
      </ul>
      <SubmitButton tone="plain" className="self-start">
        {run.unmapped ? "Confirm the columns" : "Read the columns this way"}
      </SubmitButton>
    </CommandForm>
  );
}
