"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { FormState } from "@/lib/form-state";
import { fieldId } from "./form-context";

/** What is wrong with a form, at its top: takes the focus when it appears, and leads to each field. */
export function ErrorSummary({ state, formId }: { state: FormState; formId: string }) {
  const box = useRef<HTMLDivElement>(null);

  const [labels, setLabels] = useState<Record<string, string>>({});

  // "Fill this in." says nothing at the top of a form: the label of its field goes before it. The label is the
  // field's own, so it is read from the page.
  useLayoutEffect(() => {
    if (state?.status !== "error") return;
    const labelOf = (name: string) =>
      document.querySelector(`[data-label-of="${fieldId(formId, name)}"]`)?.textContent ?? "";
    setLabels(Object.fromEntries(Object.keys(state.fields).map((name) => [name, labelOf(name)])));
  }, [state, formId]);

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
                {labels[name] ? `${labels[name]}: ` : null}
                {message}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
