"use client";

import { createContext, useContext, useId } from "react";
import type { FormState } from "@/lib/form-state";

type FormContextValue = { formId: string; state: FormState; pending: boolean };

const FormContext = createContext<FormContextValue | null>(null);
export const FormProvider = FormContext.Provider;

/** A field's name as an error's path says it: "roles[]" is "roles", "items[0].assetId" is "items.0.assetId". */
function pathOf(name: string): string {
  return name.replace(/\[(\d*)\]/g, (_, place: string) => (place ? `.${place}` : ""));
}

/** The id of a field's control inside its form, so that the error summary can lead to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${pathOf(name).replace(/[^\w-]/g, "-")}`;
}

/** Whether the form around is being sent. */
export function usePending(): boolean {
  return useContext(FormContext)?.pending ?? false;
}

/** What the form around knows of one field: its id, its errors, and what had been typed when it was sent. */
export function useFormField(name: string): { id: string; errors: string[]; typed: string[] | undefined } {
  const form = useContext(FormContext);
  const own = useId();
  const id = fieldId(form?.formId ?? own, name);
  const state = form?.state;
  if (state?.status !== "error" && state?.status !== "step-up") return { id, errors: [], typed: undefined };
  const typed = state.values[name];
  return {
    id,
    errors: (state.status === "error" ? state.fields[pathOf(name)] : null) ?? [],
    typed: typeof typed === "string" ? [typed] : typed,
  };
}
