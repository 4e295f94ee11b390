"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { DateInput } from "@/components/ui/inputs";

export type QuickDay = { label: string; day: string };

/** The last day, with a few days to choose at one press. */
export function UntilField({
  proposal,
  quick,
  min,
  max,
  onChange,
  refusal,
  note,
}: {
  proposal: string;
  quick: QuickDay[];
  min: string;
  max: string | undefined;
  onChange: (day: string) => void;
  /** Why it cannot be asked until then. */
  refusal: string | null;
  /** What ends earlier than asked. */
  note: string | null;
}) {
  const box = useRef<HTMLDivElement>(null);

  function choose(day: string) {
    const input = box.current?.querySelector("input");
    if (input) input.value = day;
    onChange(day);
  }

  return (
    <div ref={box} className="flex flex-col gap-1.5">
      <Field name="until" label="Until the end of">
        <div className="flex flex-wrap items-center gap-2">
          <DateInput
            defaultValue={proposal}
            min={min}
            max={max}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {quick.map(({ label, day }) => (
            <Button key={label} size="small" onClick={() => choose(day)}>
              {label}
            </Button>
          ))}
        </div>
      </Field>
      <div aria-live="polite">
        {refusal ? <p className="text-sm font-medium text-critical">{refusal}</p> : null}
        {note ? <p className="text-sm text-second">{note}</p> : null}
      </div>
    </div>
  );
}
