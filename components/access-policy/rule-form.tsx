"use client";

import { useState } from "react";
import type { FormAction } from "@/lib/form-state";
import type { PolicyRule } from "@/lib/policy/rules/rule";
import { CheckboxGroup, type Choice, RadioGroup } from "../ui/choices";
import { Combobox } from "../ui/combobox";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { type Option, Select, TextArea, TextInput } from "../ui/inputs";

/** What a rule can name, in words. */
export type RuleChoices = {
  risk: Choice[];
  data: Choice[];
  size: Option[];
  clients: Option[];
  commitments: Choice[];
  personKinds: Choice[];
  mfa: Choice[];
  device: Choice[];
  length: Option[];
  duties: Option[];
  outcome: Choice[];
};

type Props = {
  action: FormAction;
  choices: RuleChoices;
  revision: number;
  /** The rule that is changed; without it a new one is added at the end. */
  rule?: PolicyRule | undefined;
  place?: number | undefined;
};

/** Adds a rule to the draft, or changes one. */
export function RuleForm({ action, choices, revision, rule, place }: Props) {
  return (
    <DialogForm
      label={rule ? "Change…" : "Add a rule…"}
      size={rule ? "small" : undefined}
      title={rule ? `Rule ${place}` : "A new rule"}
      description="It counts where all that it names is so; of a list, any one. What it does not name, it does not ask."
      action={action}
      submit={rule ? "Keep this in the draft" : "Add to the draft"}
    >
      <input type="hidden" name="revision" value={revision} />
      {place === undefined ? null : <input type="hidden" name="place" value={place} />}
      <Field name="name" label="Name">
        <TextInput defaultValue={rule?.name} />
      </Field>
      <Conditions choices={choices} when={rule?.when ?? {}} />
      <Outcome choices={choices} rule={rule} />
    </DialogForm>
  );
}

function Conditions({ choices, when }: { choices: RuleChoices; when: PolicyRule["when"] }) {
  return (
    <>
      <Field name="when.size" label="What is asked" optional>
        <Select options={choices.size} placeholder="anything" defaultValue={when.size} />
      </Field>
      <Field name="when.risk[]" label="What the role can do at worst" group optional>
        <CheckboxGroup options={choices.risk} defaultValue={when.risk} />
      </Field>
      <Field name="when.data[]" label="What it touches" group optional>
        <CheckboxGroup options={choices.data} defaultValue={when.data} />
      </Field>
      <Field name="when.personKinds[]" label="For whom" group optional>
        <CheckboxGroup options={choices.personKinds} defaultValue={when.personKinds} layout="grid" />
      </Field>
      <Field name="when.mfa[]" label="Their second factor on the platform" group optional>
        <CheckboxGroup options={choices.mfa} defaultValue={when.mfa} layout="grid" />
      </Field>
      <Field name="when.device[]" label="Their device" group optional>
        <CheckboxGroup options={choices.device} defaultValue={when.device} layout="grid" />
      </Field>
      <Field name="when.commitments[]" label="What the engagement has agreed on" group optional>
        <CheckboxGroup options={choices.commitments} defaultValue={when.commitments} />
      </Field>
      <Field name="when.clients[]" label="Clients" optional>
        <Combobox options={choices.clients} multiple defaultValue={when.clients} placeholder="any client" />
      </Field>
      <Field name="when.length" label="For how long" optional>
        <Select options={choices.length} placeholder="any time" defaultValue={when.length} />
      </Field>
      <Field name="when.duties" label="Conflicting duties" optional>
        <Select options={choices.duties} placeholder="whether or not" defaultValue={when.duties} />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field name="when.longerThanDays" label="More than days" optional>
          <TextInput inputMode="numeric" defaultValue={when.longerThanDays?.toString()} />
        </Field>
        <Field name="when.upToDays" label="At most days" optional>
          <TextInput inputMode="numeric" defaultValue={when.upToDays?.toString()} />
        </Field>
      </div>
    </>
  );
}

function Outcome({ choices, rule }: { choices: RuleChoices; rule: PolicyRule | undefined }) {
  const [outcome, setOutcome] = useState<string>(rule?.outcome ?? "one_approver");
  return (
    <>
      <Field name="outcome" label="Then it" group>
        <RadioGroup options={choices.outcome} defaultValue={outcome} onChange={setOutcome} />
      </Field>
      {outcome === "refuse" ? (
        <Field name="sentence" label="Why" hint="Who asks reads this.">
          <TextArea rows={2} defaultValue={rule?.sentence} />
        </Field>
      ) : null}
    </>
  );
}
