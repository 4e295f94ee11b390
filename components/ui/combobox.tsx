"use client";

import { clsx } from "clsx";
import { Command } from "cmdk";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useMemo, useRef, useState } from "react";
import { useControl, useField } from "./field";
import { findOptions } from "./find-options";
import { grouped, inputClass, type Option } from "./inputs";
import { PlatformMark } from "./platform-mark";

export type ComboboxProps = {
  options: Option[];
  /** Any number; the form gets the name once per value. */
  multiple?: boolean | undefined;
  defaultValue?: string | string[] | undefined;
  placeholder?: string | undefined;
  /** What is said when nothing fits the words that were typed. */
  empty?: string | undefined;
  onChange?: ((values: string[]) => void) | undefined;
};

const shown = 100;

/** A choice from many, found by typing. Stands in a `Field`. */
export function Combobox({
  options,
  multiple = false,
  defaultValue,
  placeholder = "Choose…",
  empty = "Nothing fits. Try fewer letters.",
  onChange,
}: ComboboxProps) {
  const { typed } = useField();
  const { name, ...control } = useControl();
  const initial = typed ?? (defaultValue === undefined ? [] : [defaultValue].flat());
  const [values, setValues] = useState(initial.filter((value) => value !== ""));
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const hidden = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findOptions(options, query), [options, query]);
  const chosen = values.flatMap((value) => options.find((option) => option.value === value) ?? []);

  useEffect(() => {
    const form = hidden.current?.form;
    const clear = () => setValues([]);
    form?.addEventListener("reset", clear);
    return () => form?.removeEventListener("reset", clear);
  }, []);

  function change(next: string[]) {
    setValues(next);
    onChange?.(next);
  }

  function pick(value: string) {
    if (!multiple) {
      change([value]);
      setOpen(false);
      return;
    }
    change(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  }

  function openChange(next: boolean) {
    setOpen(next);
    if (!next) setQuery("");
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <input
        ref={hidden}
        type="hidden"
        name={name}
        value={values[0] ?? ""}
        disabled={values.length > 0 && multiple}
      />
      {multiple ? values.map((value) => <input key={value} type="hidden" name={name} value={value} />) : null}
      <Popover.Root modal open={open} onOpenChange={openChange}>
        <Popover.Trigger
          {...control}
          type="button"
          role="combobox"
          aria-expanded={open}
          className={clsx(inputClass, "flex items-center justify-between gap-2 text-left")}
        >
          <span className={clsx("min-w-0 truncate", chosen.length === 0 && "text-third")}>
            {summary(chosen, multiple) ?? placeholder}
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-third" strokeWidth={1.75} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            aria-label={placeholder}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className="appear z-50 w-(--radix-popover-trigger-width) min-w-64 rounded border border-strong bg-sheet shadow-float"
          >
            <Command shouldFilter={false} label={placeholder}>
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder="Type to find"
                className="w-full border-b border-rule bg-transparent px-3 py-2 outline-none max-md:text-[1rem]"
              />
              <Command.List className="max-h-72 overflow-y-auto p-1">
                <Command.Empty className="px-2.5 py-2 text-second">{empty}</Command.Empty>
                {grouped(found.slice(0, shown)).map(([group, members]) => (
                  <Command.Group key={group} heading={group || undefined} className={groupHeading}>
                    {members.map((option) => (
                      <OptionItem
                        key={option.value}
                        option={option}
                        picked={values.includes(option.value)}
                        onPick={() => pick(option.value)}
                      />
                    ))}
                  </Command.Group>
                ))}
                {found.length > shown ? (
                  <p className="px-2.5 py-1.5 text-sm text-third">
                    {found.length - shown} more. Type to narrow.
                  </p>
                ) : null}
              </Command.List>
            </Command>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {multiple && chosen.length > 0 ? (
        <ul className="flex flex-col">
          {chosen.map((option) => (
            <li key={option.value} className="flex items-start gap-2 border-b border-rule py-1.5">
              {option.mark ? <PlatformMark letters={option.mark} /> : null}
              <span className="min-w-0 flex-1">
                {option.label}
                {option.sub ? <span className="block text-sm text-third">{option.sub}</span> : null}
              </span>
              <button
                type="button"
                aria-label={`Remove ${option.label}`}
                onClick={() => pick(option.value)}
                className="-my-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-[4px] text-third hover:bg-sunk hover:text-ink"
              >
                <X aria-hidden="true" className="size-3.5" strokeWidth={1.75} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The heading of a group inside a cmdk list. */
export const groupHeading =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-third";

function summary(chosen: Option[], multiple: boolean): string | null {
  if (chosen.length === 0) return null;
  return multiple ? `${chosen.length} chosen` : (chosen[0]?.label ?? null);
}

function OptionItem({ option, picked, onPick }: { option: Option; picked: boolean; onPick: () => void }) {
  return (
    <Command.Item
      value={option.value}
      disabled={option.disabled ?? false}
      onSelect={onPick}
      className="flex min-h-7.5 cursor-pointer items-start gap-2 rounded-[4px] px-2.5 py-1.25 data-[disabled=true]:cursor-not-allowed data-[disabled=true]:text-third data-[selected=true]:bg-sunk"
    >
      {option.mark ? <PlatformMark letters={option.mark} /> : null}
      <span className="min-w-0 flex-1">
        {option.label}
        {option.sub ? <span className="block text-sm text-third">{option.sub}</span> : null}
      </span>
      {picked ? (
        <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent" strokeWidth={2} />
      ) : null}
      {picked ? <span className="sr-only">chosen</span> : null}
    </Command.Item>
  );
}
