"use client";

import type { FormAction } from "@/lib/form-state";
import type { ConflictRow } from "@/lib/preconditions/conflict-queries";
import { Checkbox, type Choice, RadioGroup } from "../ui/choices";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { type Option, Select, TextArea } from "../ui/inputs";

/** How far a pair can count, and what can come of it, in words. */
export type TermChoices = { reach: Choice[]; effect: Choice[] };

/** Declares two duties as conflicting. */
export function DeclareConflict({
  action,
  duties,
  terms,
}: {
  action: FormAction;
  duties: Option[];
  terms: TermChoices;
}) {
  return (
    <DialogForm
      label="Declare a pair…"
      tone="primary"
      title="Declare conflicting duties"
      description="Who holds both already keeps them, and is found."
      action={action}
      submit="Declare the pair"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="oneDuty" label="Who can">
          <Select options={duties} placeholder="Choose" />
        </Field>
        <Field name="otherDuty" label="Should not also">
          <Select options={duties} placeholder="Choose" />
        </Field>
      </div>
      <Terms terms={terms} />
    </DialogForm>
  );
}

/** Changes how far a pair counts and what comes of it. */
export function ChangeConflict({
  action,
  pair,
  terms,
}: {
  action: FormAction;
  pair: ConflictRow;
  terms: TermChoices;
}) {
  return (
    <DialogForm
      label="Change…"
      size="small"
      title="Change this pair"
      description={`To ${pair.pair}. What it was until now is kept.`}
      action={action}
      submit="Change the pair"
    >
      <input type="hidden" name="conflictId" value={pair.id} />
      <Terms terms={terms} pair={pair} />
    </DialogForm>
  );
}

function Terms({ terms, pair }: { terms: TermChoices; pair?: ConflictRow }) {
  return (
    <>
      <Field name="reach" label="It counts" group>
        <RadioGroup options={terms.reach} defaultValue={pair?.reach} />
      </Field>
      <Checkbox
        name="oneRole"
        label="A single role that gives both counts too"
        description="Most roles that administer give both; without this, only what comes together from different roles counts."
        defaultChecked={pair?.oneRole}
      />
      <Field name="effect" label="Then it is" group>
        <RadioGroup options={terms.effect} defaultValue={pair?.effect} />
      </Field>
      <Field name="reason" label="Why">
        <TextArea rows={2} defaultValue={pair?.reason} />
      </Field>
    </>
  );
}

/** Ends a pair, with a reason. */
export function EndConflict({ action, pair }: { action: FormAction; pair: ConflictRow }) {
  return (
    <DialogForm
      label="End…"
      size="small"
      title="Let these two conflict no more?"
      description={`To ${pair.pair}. The findings of it are closed; what it was stays to be read.`}
      action={action}
      submit="End the pair"
    >
      <input type="hidden" name="conflictId" value={pair.id} />
      <Field name="reason" label="Why">
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}
