"use client";

import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";

const ACCEPT = ".csv,.tsv,.txt,.xlsx,.xlsm";
const MEGABYTES_10 = 10 * 1024 * 1024;

/** A register by file or pasted, with the list of people beside it. */
export function BringForm({ action }: { action: FormAction }) {
  return (
    <CommandForm action={action} label="Bring a spreadsheet" className="flex max-w-4xl flex-col gap-4">
      <div className="grid gap-x-9 gap-y-4 md:grid-cols-2">
        <Field
          name="file"
          label="Who has access to what"
          hint="CSV or XLSX, up to 10 MB and 50,000 rows. Titles, empty rows and totals may stay in it."
          optional
        >
          <FileInput accept={ACCEPT} maxBytes={MEGABYTES_10} />
        </Field>
        <Field
          name="people"
          label="The list of people"
          hint="Your HR system’s export, so that names are understood. Bring it first, or together with the other."
          optional
        >
          <FileInput accept={ACCEPT} maxBytes={MEGABYTES_10} />
        </Field>
      </div>
      <details>
        <summary className="cursor-pointer font-medium text-accent">Or paste cells</summary>
        <Field
          name="pasted"
          label="Cells from your spreadsheet"
          hint="Copy them with their headings."
          optional
          className="mt-2"
        >
          <TextArea rows={6} className="font-mono" />
        </Field>
      </details>
      <SubmitButton className="self-start">Read it</SubmitButton>
    </CommandForm>
  );
}
