"use client";

import { type ReactNode, useId } from "react";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { FormProvider } from "../ui/form-context";
import type { useWork } from "./use-work";

/** One step of work in a dialog: its fields, what went wrong, the button that goes on. */
export function StepForm({
  work,
  submit,
  waiting = "One moment…",
  onSubmit,
  onCancel,
  children,
}: {
  work: ReturnType<typeof useWork>;
  submit: string;
  /** The button's words while it runs. */
  waiting?: string | undefined;
  onSubmit: (text: (name: string) => string) => Promise<void>;
  onCancel?: (() => void) | undefined;
  children: ReactNode;
}) {
  const formId = useId();
  return (
    <FormProvider value={{ formId, state: work.state, pending: work.pending }}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          const data = new FormData(event.currentTarget);
          void work.run(() =>
            onSubmit((name) => {
              const value = data.get(name);
              return typeof value === "string" ? value : "";
            }),
          );
        }}
      >
        <ErrorSummary state={work.state} formId={formId} />
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          {onCancel ? <Button onClick={onCancel}>Cancel</Button> : null}
          <Button type="submit" tone="primary" aria-disabled={work.pending || undefined}>
            {work.pending ? waiting : submit}
          </Button>
        </div>
      </form>
      {work.dialog}
    </FormProvider>
  );
}
