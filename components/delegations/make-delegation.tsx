"use client";

import type { FormAction } from "@/lib/form-state";
import { Combobox } from "../ui/combobox";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { DateInput, type Option, TextArea } from "../ui/inputs";

/** Hands one's deciding to a colleague for a time. */
export function MakeDelegation({ action, colleagues }: { action: FormAction; colleagues: Option[] }) {
  return (
    <DialogForm
      label="Let a colleague decide…"
      tone="primary"
      title="Let a colleague decide in your place"
      description="They decide the requests that you may decide, and it is recorded as “they, in place of you”. They get nothing else of your role, and cannot hand it on. You can go on deciding, and end it at any time."
      action={action}
      submit="Hand it on"
    >
      <Field name="delegateId" label="Who decides" hint="Who signs in with a passkey. Not the auditor.">
        <Combobox options={colleagues} placeholder="Name" />
      </Field>
      <Field name="from" label="From the beginning of" hint="Left empty: from now." optional>
        <DateInput />
      </Field>
      <Field name="until" label="Until the end of" hint="60 days at most.">
        <DateInput />
      </Field>
      <Field name="reason" label="Why">
        <TextArea rows={2} placeholder="Holiday" />
      </Field>
    </DialogForm>
  );
}
