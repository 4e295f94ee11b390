"use client";

import { type ReactNode, useId, useState } from "react";
import type { FormState } from "@/lib/form-state";
import { Button, type ButtonTone } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { FormProvider } from "../ui/form-context";
import { inWords } from "./browser-words";

/**
 * A form before the door, whose work is asked of our routes or of the browser. What is refused stands at its top, and
 * the fields keep what was typed. Once its work is done it stays shut: the page goes on.
 */
export function DoorForm({
  submit,
  busy,
  send,
  origin,
  tone = "primary",
  secrets = [],
  children,
}: {
  submit: string;
  /** The button's words while it waits. */
  busy: string;
  /** Gets the text of each field by name; a refusal that it raises is shown. */
  send: (values: Record<string, string>) => Promise<void>;
  /** Where Keyholder is set up, for work that uses a passkey. */
  origin?: string;
  tone?: ButtonTone;
  /** Fields that are never given back to the page. */
  secrets?: readonly string[];
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
      setPending(false);
      const refusal = inWords(error, origin ?? window.location.origin);
      if (!refusal) return;
      const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.includes(name)));
      setState({ status: "error", message: refusal.message, fields: refusal.fields, values: kept });
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
        <Button type="submit" tone={tone} aria-disabled={pending || undefined} className="w-full">
          {pending ? busy : submit}
        </Button>
      </form>
    </FormProvider>
  );
}
