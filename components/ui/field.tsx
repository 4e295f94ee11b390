"use client";

import { clsx } from "clsx";
import { createContext, type ReactNode, useContext } from "react";
import { useFormField } from "./form-context";
import { Shape } from "./shape";

type FieldContextValue = {
  name: string;
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** What had been typed when the form came back with an error. */
  typed: string[] | undefined;
};

const FieldContext = createContext<FieldContextValue | null>(null);

/** The field around a control. Throws when there is none: every control needs a name and a label. */
export function useField(): FieldContextValue {
  const field = useContext(FieldContext);
  if (!field) throw new Error("A form control stands outside of a Field.");
  return field;
}

/** The attributes that tie a control to its field's label, hint and errors. */
export function useControl() {
  const { name, id, describedBy, invalid, required } = useField();
  return {
    name,
    id,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    "aria-required": required || undefined,
  };
}

export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Fields are required unless this is set; then the label says "optional", or a sentence above has "said" so. */
  optional?: boolean | "said" | undefined;
  /** For `RadioGroup` and `CheckboxGroup`: a fieldset with a legend. */
  group?: boolean | undefined;
  /** The label is for screen readers only. */
  hideLabel?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** A control with its label, hint and error. Inside: one of `TextInput`, `Select`, `Combobox`, `RadioGroup`… */
export function Field({
  name,
  label,
  hint,
  optional = false,
  group = false,
  hideLabel = false,
  className,
  children,
}: FieldProps) {
  const { id, errors, typed } = useFormField(name);
  const hintId = hint ? `${id}-hint` : null;
  const errorId = errors.length > 0 ? `${id}-error` : null;
  const describedBy = [hintId, errorId].filter(Boolean).join(" ") || undefined;
  const title = (
    <>
      <span data-label-of={id}>{label}</span>
      {optional === true ? <span className="font-normal text-third"> (optional)</span> : null}
    </>
  );
  const titleClass = hideLabel ? "sr-only" : "font-medium";
  const inside = (
    <FieldContext
      value={{ name, id, describedBy, invalid: errors.length > 0, required: optional === false, typed }}
    >
      {group ? (
        <legend className={clsx(titleClass, "float-left w-full")}>{title}</legend>
      ) : (
        <label htmlFor={id} className={titleClass}>
          {title}
        </label>
      )}
      {hint ? (
        <div id={hintId ?? undefined} className="clear-both -mt-0.5 text-sm text-third">
          {hint}
        </div>
      ) : null}
      {children}
      {errorId ? (
        <div id={errorId} className="flex items-start gap-1.5 text-sm font-medium text-critical">
          <Shape tone="critical" className="mt-0.75 scale-75" />
          <span>{errors.join(" ")}</span>
        </div>
      ) : null}
    </FieldContext>
  );
  const frame = clsx("flex min-w-0 flex-col gap-1", className);
  if (!group) return <div className={frame}>{inside}</div>;
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={describedBy} className={frame}>
      {inside}
    </fieldset>
  );
}
