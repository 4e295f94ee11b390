"use client";

import { useState } from "react";
import type { FormAction } from "@/lib/form-state";
import { type Choice, RadioGroup } from "../ui/choices";
import { Combobox } from "../ui/combobox";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { DateInput, type Option, Select, TextArea } from "../ui/inputs";

/** Lets one person at one client through. */
export function MakeException({
  action,
  people,
  clients,
  pairs,
  preconditions,
}: {
  action: FormAction;
  people: Option[];
  clients: Option[];
  /** Conflicting duties that one can be let through from. */
  pairs: Option[];
  preconditions: Choice[];
}) {
  const [precondition, setPrecondition] = useState("");
  return (
    <DialogForm
      label="Make one…"
      size="small"
      title="Make an exception"
      description="Never for yourself, and it lets nothing through that you asked for. It lasts 90 days at most."
      action={action}
      submit="Make the exception"
    >
      <Field name="personId" label="For whom">
        <Combobox options={people} placeholder="Name" />
      </Field>
      <Field name="clientId" label="At which client">
        <Combobox options={clients} placeholder="Client" />
      </Field>
      <Field name="precondition" label="What is not met" group>
        <RadioGroup options={preconditions} onChange={setPrecondition} />
      </Field>
      {precondition === "conflicting_duties" ? (
        <Field name="conflictId" label="Which two">
          <Select options={pairs} placeholder="Choose" />
        </Field>
      ) : null}
      <Field name="until" label="Until the end of">
        <DateInput />
      </Field>
      <Field name="reason" label="Why">
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}

/** Raises a wall between two clients. */
export function RaiseWall({ action, clients }: { action: FormAction; clients: Option[] }) {
  return (
    <DialogForm
      label="Raise one…"
      size="small"
      title="Raise an ethical wall"
      description="What somebody holds on both sides already stays, and is shown when more is asked."
      action={action}
      submit="Raise the wall"
    >
      <Field name="clientId" label="Between">
        <Combobox options={clients} placeholder="Client" />
      </Field>
      <Field name="otherClientId" label="And">
        <Combobox options={clients} placeholder="Client" />
      </Field>
      <Field name="reason" label="Why">
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}

/** Takes a wall down, with a reason. */
export function LowerWall({ action, wallId }: { action: FormAction; wallId: string }) {
  return (
    <DialogForm
      label="Lower…"
      size="small"
      title="Take this wall down?"
      action={action}
      submit="Lower the wall"
    >
      <input type="hidden" name="wallId" value={wallId} />
      <Field name="reason" label="Why">
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}
