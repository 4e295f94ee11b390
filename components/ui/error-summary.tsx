"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "@/lib/form-state";
import { fieldId } from "./form-context";

/** What is wrong with a form, at its top: takes the focus when it appears, and leads to each field. */
export function ErrorSummary({ state, formId }: { state: FormState; formId: string }) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state?.status === "error") box.current?.focus();
  }, [state]);

  if (state?.status !== "error") return null;
  const errors = Object.entries(state.fields).flatMap(([name, messages]) =>
    messages.map((message) => ({ name, message })),
  );
  return (
    <div ref={box} role="alert" tabIndex={-1} className="border-l-2 border-critical py-0.5 pl-3.5">
      <p className="font-semibold text-critical">{state.message}</p>
      {errors.length > 0 ? (
        <ul className="mt-1 flex flex-col gap-0.5">
          {errors.map(({ name, message }) => (
            <li key={`${name} ${message}`}>
              <a href={`#${fieldId(formId, name)}`} className="underline underline-offset-3">
                {message}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
