"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { DateInput, Select, TextInput } from "@/components/ui/inputs";
import type { MoveDecision, MoveVerdict } from "@/prisma/generated/enums";
import { decisionWords } from "./words";

/** What is decided of one line: what the rule says, or something else with its reason, and an end where it is kept. */
export function LineDecision({
  line,
  place,
  latest,
}: {
  line: {
    id: string;
    verdict: MoveVerdict;
    name: string;
    decision: MoveDecision | null;
    reason: string | null;
    keepUntil: string | null;
    /** What the rule says. */
    rule: MoveDecision;
    /** What can be decided of it. */
    choices: MoveDecision[];
  };
  place: number;
  /** The last day until which it can be kept. */
  latest: string;
}) {
  const { verdict, rule } = line;
  const [decision, setDecision] = useState<string>(line.decision ?? rule);
  const kept = decision === "keep" && verdict !== "keep";
  const field = (name: string) => `lines[${place}].${name}`;
  return (
    <div className="flex flex-col gap-2">
      <input type="hidden" name={field("lineId")} value={line.id} />
      <Field name={field("decision")} label={`Decision on ${line.name}`} hideLabel>
        <Select
          options={line.choices.map((value) => ({ value, label: decisionWords[value].choice }))}
          defaultValue={decision}
          onChange={(event) => setDecision(event.currentTarget.value)}
        />
      </Field>
      {decision !== rule ? (
        <Field name={field("reason")} label="Why">
          <TextInput defaultValue={line.reason ?? undefined} />
        </Field>
      ) : null}
      {kept ? (
        <Field name={field("keepUntil")} label="Until the end of">
          <DateInput defaultValue={line.keepUntil ?? undefined} max={latest} />
        </Field>
      ) : null}
    </div>
  );
}
