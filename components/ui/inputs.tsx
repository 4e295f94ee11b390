"use client";

import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useControl, useField } from "./field";

type Own = "name" | "id" | "required";

/** The classes of a box that is typed into. */
export const inputClass =
  "min-h-8 w-full rounded border border-edge bg-sheet px-2.5 py-1.5 text-ink max-md:min-h-10 max-md:text-[1rem] " +
  "focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-critical " +
  "disabled:border-rule disabled:bg-sunk disabled:text-third [&[readonly]]:bg-sunk";

/** One line of text. */
export function TextInput({
  className,
  defaultValue,
  type = "text",
  ...rest
}: Omit<ComponentProps<"input">, Own>) {
  const { typed } = useField();
  return (
    <input
      type={type}
      autoComplete="off"
      defaultValue={typed?.[0] ?? defaultValue}
      className={clsx(inputClass, className)}
      {...rest}
      {...useControl()}
    />
  );
}

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea({
  className,
  defaultValue,
  rows = 3,
  ...rest
}: Omit<ComponentProps<"textarea">, Own>) {
  const { typed } = useField();
  return (
    <textarea
      rows={rows}
      defaultValue={typed?.[0] ?? defaultValue}
      className={clsx(inputClass, "field-sizing-content max-h-80 min-h-20 resize-y", className)}
      {...rest}
      {...useControl()}
    />
  );
}

/** A day, with the browser's own calendar. `min` and `max` as 2026-11-23. */
export function DateInput({ className, ...rest }: Omit<ComponentProps<"input">, Own | "type">) {
  return <TextInput type="date" className={clsx("max-w-44", className)} {...rest} />;
}

export type Option = {
  value: string;
  label: string;
  /** One quiet line below the label, where there is room. */
  sub?: string | undefined;
  /** Two letters of a platform's mark (Combobox). */
  mark?: string | undefined;
  disabled?: boolean | undefined;
  /** Options of one group stand together (Select, Combobox). */
  group?: string | undefined;
};

/** A native choice of one. With `placeholder` nothing is chosen at first. */
export function Select({
  options,
  placeholder,
  defaultValue,
  className,
  ...rest
}: Omit<ComponentProps<"select">, Own | "children" | "multiple"> & {
  options: Option[];
  placeholder?: string | undefined;
}) {
  const { typed } = useField();
  return (
    <select
      defaultValue={typed?.[0] ?? defaultValue ?? (placeholder ? "" : undefined)}
      className={clsx(inputClass, "pr-8", className)}
      {...rest}
      {...useControl()}
    >
      {placeholder ? <option value="">{placeholder}</option> : null}
      {grouped(options).map(([group, members]) =>
        group ? (
          <optgroup key={group} label={group}>
            {members.map(nativeOption)}
          </optgroup>
        ) : (
          members.map(nativeOption)
        ),
      )}
    </select>
  );
}

function nativeOption(option: Option): ReactNode {
  return (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
}

/** Options by group, in the order in which the groups first come. */
export function grouped(options: Option[]): [string, Option[]][] {
  return [...Map.groupBy(options, (option) => option.group ?? "")];
}
