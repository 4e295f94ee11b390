"use client";

import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useField } from "./field";

export type Choice = {
  value: string;
  label: ReactNode;
  /** What choosing it means. */
  description?: ReactNode;
  disabled?: boolean | undefined;
};

type GroupProps<Value> = {
  options: Choice[];
  defaultValue?: Value | undefined;
  /** "grid" sets short choices in columns. */
  layout?: "list" | "grid" | undefined;
  onChange?: ((value: Value) => void) | undefined;
};

/** Exactly one of a few, each with what it means. Stands in a `Field group`. */
export function RadioGroup({ options, defaultValue, layout, onChange }: GroupProps<string>) {
  const { name, typed } = useField();
  const chosen = typed?.[0] ?? defaultValue;
  return (
    <Choices layout={layout}>
      {options.map((option) => (
        <ChoiceLine
          key={option.value}
          option={option}
          type="radio"
          name={name}
          value={option.value}
          defaultChecked={option.value === chosen}
          disabled={option.disabled}
          onChange={() => onChange?.(option.value)}
        />
      ))}
    </Choices>
  );
}

/** Any number of a few. Stands in a `Field group`; the form gets the name once per ticked choice. */
export function CheckboxGroup({ options, defaultValue, layout, onChange }: GroupProps<string[]>) {
  const { name, typed } = useField();
  const chosen = typed ?? defaultValue ?? [];
  return (
    <Choices layout={layout}>
      {options.map((option) => (
        <ChoiceLine
          key={option.value}
          option={option}
          type="checkbox"
          name={name}
          value={option.value}
          defaultChecked={chosen.includes(option.value)}
          disabled={option.disabled}
          onChange={(event) => onChange?.(ticked(event.currentTarget))}
        />
      ))}
    </Choices>
  );
}

function ticked(box: HTMLInputElement): string[] {
  if (!box.form) return [];
  return new FormData(box.form).getAll(box.name).filter((value) => typeof value === "string");
}

/** One box to tick, with its words at its right; `name` and `value` as the form gets them. */
export function Checkbox({
  name,
  value = "on",
  label,
  description,
  defaultChecked,
  form,
}: {
  name: string;
  value?: string | undefined;
  label: ReactNode;
  description?: ReactNode;
  defaultChecked?: boolean | undefined;
  /** The id of a form elsewhere on the page that this box belongs to. */
  form?: string | undefined;
}) {
  return (
    <ChoiceLine
      option={{ value, label, description }}
      type="checkbox"
      name={name}
      value={value}
      defaultChecked={defaultChecked}
      form={form}
    />
  );
}

function Choices({ layout, children }: { layout: "list" | "grid" | undefined; children: ReactNode }) {
  return (
    <div
      className={clsx("clear-both flex flex-col", layout === "grid" && "sm:grid sm:grid-cols-2 sm:gap-x-6")}
    >
      {children}
    </div>
  );
}

function ChoiceLine({ option, ...input }: { option: Choice } & ComponentProps<"input">) {
  return (
    <label
      className={clsx(
        "flex min-h-7 items-start gap-2.5 py-1 max-md:min-h-10 max-md:py-2",
        option.disabled ? "cursor-not-allowed text-third" : "cursor-pointer",
      )}
    >
      <input className="mt-0.75 size-3.5 shrink-0" {...input} />
      <span className="min-w-0">
        {option.label}
        {option.description ? <span className="block text-sm text-third">{option.description}</span> : null}
      </span>
    </label>
  );
}
