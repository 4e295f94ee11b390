"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { DateInput, Select } from "@/components/ui/inputs";

export type QuickDay = { label: string; day: string };

/** Just in time, in minutes: what a piece of work takes, and nobody has to remember to give it back. */
const FOR_HOURS = [
  { value: "60", label: "For 1 hour, from when it works" },
  { value: "120", label: "For 2 hours, from when it works" },
  { value: "240", label: "For 4 hours, from when it works" },
  { value: "480", label: "For 8 hours, from when it works" },
];

/** For how long: a few hours, or until a day, with a few days to choose at one press. */
export function UntilField({
  proposal,
  quick,
  min,
  max,
  kept,
  onChange,
  refusal,
  note,
}: {
  proposal: string;
  /** What a draft has kept. */
  kept: { until: string; lastsMinutes: string } | null;
  quick: QuickDay[];
  min: string;
  max: string | undefined;
  /** Gets the day, or null where it is for a few hours. */
  onChange: (day: string | null) => void;
  /** Why it cannot be asked until then. */
  refusal: string | null;
  /** What ends earlier than asked. */
  note: string | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  const hours = FOR_HOURS.some(({ value }) => value === kept?.lastsMinutes) ? kept?.lastsMinutes : "";
  const [forHours, setForHours] = useState(Boolean(hours));

  function choose(day: string) {
    const input = box.current?.querySelector("input");
    if (input) input.value = day;
    onChange(day);
  }

  return (
    <div ref={box} className="flex flex-col gap-3">
      <Field name="lastsMinutes" label="For how long">
        <Select
          options={[{ value: "", label: "Until a day" }, ...FOR_HOURS]}
          defaultValue={hours}
          onChange={(event) => {
            const isHours = event.currentTarget.value !== "";
            setForHours(isHours);
            onChange(isHours ? null : proposal);
          }}
          className="max-w-80"
        />
      </Field>
      {forHours ? null : (
        <Field name="until" label="Until the end of">
          <div className="flex flex-wrap items-center gap-2">
            <DateInput
              defaultValue={kept?.until || proposal}
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
      )}
      <div aria-live="polite">
        {refusal ? <p className="text-sm font-medium text-critical">{refusal}</p> : null}
        {note ? <p className="text-sm text-second">{note}</p> : null}
      </div>
    </div>
  );
}
