"use client";

import { type ReactNode, useId, useState } from "react";
import type { FormState } from "@/lib/form-state";
import { Button, type ButtonTone } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { FormProvider } from "../ui/form-context";
import { ask, Refusal } from "./ask";
import { inWords } from "./browser-words";

/**
 * One step of a sign-in as a form: its fields are sent to a route as JSON, then `done` goes on. What is refused
 * stands at its top, and the fields keep what was typed.
 */
export function StepForm({
  path,
  origin,
  done,
  label,
  busyLabel,
  tone = "primary",
  secrets = [],
  children,
}: {
  path: string;
  origin: string;
  done: () => Promise<void> | void;
  label: string;
  busyLabel: string;
  tone?: ButtonTone;
  /** Fields that are never given back to the page. */
  secrets?: readonly string[];
  children: ReactNode;
}) {
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormState>(null);

  async function send(data: FormData) {
    if (pending) return;
    const values = Object.fromEntries([...data].filter((entry) => typeof entry[1] === "string")) as Record<
      string,
      string
    >;
    setPending(true);
    setState(null);
    try {
      await ask(path, values);
      await done();
    } catch (error) {
      setPending(false);
      const refusal = inWords(error, origin) ?? new Refusal("browser", "Nothing was sent. Try again.");
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
          void send(new FormData(event.currentTarget));
        }}
      >
        <ErrorSummary state={state} formId={formId} />
        {children}
        <Button type="submit" tone={tone} aria-disabled={pending || undefined} className="w-full">
          {pending ? busyLabel : label}
        </Button>
      </form>
    </FormProvider>
  );
}
