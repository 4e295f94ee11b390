"use client";

import { type SubmitEvent, useId, useState } from "react";
import type { FormState } from "@/lib/form-state";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { FormProvider } from "../ui/form-context";
import { TextInput } from "../ui/inputs";
import { inWords } from "./browser-words";
import { confirmWithPassword } from "./ceremonies";
import type { Proving } from "./confirm-by-passkey";

/** Confirms with password and authenticator app, for who has no passkey. */
export function ConfirmByPassword({ stepUpId, onProved, onCancel, first }: Proving) {
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormState>(null);

  async function confirm(data: FormData) {
    if (pending) return;
    setPending(true);
    setState(null);
    try {
      await confirmWithPassword(stepUpId, String(data.get("password") ?? ""), String(data.get("code") ?? ""));
      onProved();
    } catch (error) {
      setPending(false);
      const refusal = inWords(error, window.location.origin);
      if (refusal)
        setState({ status: "error", message: refusal.message, fields: refusal.fields, values: {} });
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    void confirm(new FormData(event.currentTarget));
  }

  return (
    <FormProvider value={{ formId, state, pending }}>
      <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
        <ErrorSummary state={state} formId={formId} />
        <Field name="password" label="Password">
          <TextInput
            ref={(input) => {
              first.current = input;
            }}
            type="password"
            autoComplete="current-password"
          />
        </Field>
        <Field name="code" label="Code of your authenticator app">
          <TextInput inputMode="numeric" autoComplete="one-time-code" maxLength={20} className="max-w-44" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone="primary" aria-disabled={pending || undefined}>
            {pending ? "Checking…" : "Confirm"}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
