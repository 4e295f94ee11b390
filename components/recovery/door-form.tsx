"use client";

import { type ReactNode, useId, useState } from "react";
import type { FormState } from "@/lib/form-state";
import { inWords } from "../sign-in/browser-words";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { FormProvider } from "../ui/form-context";

/** A form before the door, which asks one of our routes; keeps what was typed and leads to what is wrong. */
export function DoorForm({
  submit,
  busy,
  send,
  children,
}: {
  submit: string;
  /** The button's words while it waits. */
  busy: string;
  /** Gets the text of each field by name; a refusal that it raises is shown. */
  send: (values: Record<string, string>) => Promise<void>;
  children?: ReactNode;
}) {
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormState>(null);

  async function run(data: FormData) {
    if (pending) return;
    const values = Object.fromEntries(
      [...data].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    setPending(true);
    setState(null);
    try {
      await send(values);
    } catch (error) {
      const refusal = inWords(error, window.location.origin);
      if (refusal) setState({ status: "error", message: refusal.message, fields: refusal.fields, values });
    } finally {
      setPending(false);
    }
  }

  return (
    <FormProvider value={{ formId, state, pending }}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(new FormData(event.currentTarget));
        }}
      >
        <ErrorSummary state={state} formId={formId} />
        {children}
        <Button type="submit" tone="primary" aria-disabled={pending || undefined} className="w-full">
          {pending ? busy : submit}
        </Button>
      </form>
    </FormProvider>
  );
}
