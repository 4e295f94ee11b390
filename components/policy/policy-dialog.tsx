"use client";

import { useState } from "react";
import type { Policy } from "@/lib/auth/standing";
import type { FormAction } from "@/lib/form-state";
import { Button } from "../ui/button";
import { Checkbox, CheckboxGroup, type Choice } from "../ui/choices";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { Caught } from "./caught";
import type { PolicyRow } from "./policy-table";

/** What a press sets; the rest stays. */
export type Preset = Pick<Policy, "ways" | "idleMinutes" | "absoluteHours" | "deviceBoundOnly">;

/** Changes the policy of one role, and says whom it catches while it is filled in. */
export function PolicyDialog({
  policy,
  ways,
  strictest,
  action,
}: {
  policy: PolicyRow;
  ways: Choice[];
  strictest: Preset;
  action: FormAction;
}) {
  return (
    <DialogForm
      label="Change…"
      size="small"
      title={`How ${policy.roleName} signs in`}
      description="It counts from everybody’s next click. Who has less is led to set it up, and can do nothing else until then."
      action={action}
      submit="Change the policy"
    >
      <PolicyFields policy={policy} ways={ways} strictest={strictest} />
    </DialogForm>
  );
}

function PolicyFields({ policy, ways, strictest }: { policy: PolicyRow; ways: Choice[]; strictest: Preset }) {
  const [values, setValues] = useState<Policy>(policy);
  const [filled, setFilled] = useState(0);

  function fillStrictest() {
    setValues((known) => ({ ...known, ...strictest, passkeysRequired: Math.max(known.passkeysRequired, 1) }));
    setFilled((times) => times + 1);
  }

  return (
    <>
      <div>
        <Button size="small" onClick={fillStrictest}>
          AAL3: device-bound passkeys only, 12 h / 15 min
        </Button>
      </div>
      <div key={filled} className="flex flex-col gap-4">
        <input type="hidden" name="role" value={policy.role} />
        <Field name="ways[]" label="Ways that count" group>
          <CheckboxGroup options={ways} defaultValue={[...values.ways]} />
        </Field>
        <Checkbox
          name="deviceBoundOnly"
          label="Only passkeys that are bound to one device"
          description="Security keys, say. Passkeys that are synced between devices do not count."
          defaultChecked={values.deviceBoundOnly}
        />
        <div className="grid grid-cols-2 gap-4">
          <NumberField name="passkeysRequired" label="Passkeys required" value={values.passkeysRequired} />
          <NumberField name="passkeysAsked" label="Passkeys asked for" value={values.passkeysAsked} />
          <NumberField
            name="idleMinutes"
            label="Minutes without a click"
            hint="5 to 60"
            value={values.idleMinutes}
          />
          <NumberField
            name="absoluteHours"
            label="Hours in any case"
            hint="1 to 24"
            value={values.absoluteHours}
          />
        </div>
      </div>
      <Caught />
    </>
  );
}

function NumberField({
  name,
  label,
  hint = "0 to 5",
  value,
}: {
  name: string;
  label: string;
  hint?: string;
  value: number;
}) {
  return (
    <Field name={name} label={label} hint={hint}>
      <TextInput inputMode="numeric" defaultValue={String(value)} />
    </Field>
  );
}
