import { counted } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import { importKindWords } from "./words";

const holds = { register: "access", people: "people", other: "something else" };

/** Which sheet is read, and as what. */
export function SheetForm({ run, action }: { run: ImportDetail; action: FormAction }) {
  return (
    <CommandForm action={action} label="Sheet and kind" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="id" value={run.id} />
      <Field name="sheet" label="Sheet" className="w-full md:w-80">
        <Select
          defaultValue={run.sheet ?? undefined}
          options={run.shape.sheets.map((sheet) => ({
            value: sheet.name,
            label: `${sheet.name} (${counted(sheet.rows, "row", "rows")}, looks like ${holds[sheet.kind]}${sheet.hidden ? ", hidden" : ""})`,
          }))}
        />
      </Field>
      <Field name="kind" label="It holds" className="w-full md:w-60">
        <Select
          defaultValue={run.kind}
          options={Object.entries(importKindWords).map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <SubmitButton tone="plain">Read it this way</SubmitButton>
    </CommandForm>
  );
}
