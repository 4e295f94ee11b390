"use client";

import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { CheckboxGroup, type Choice } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select, TextArea, TextInput } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import { categoryWords, choicesOf } from "./words";

/** A platform that the catalogue lacks: its kinds of account, its roles from the smallest up, and its steps. */
export function PlatformForm({
  action,
  capabilities,
}: {
  action: FormAction;
  /** What a role can be said to do. */
  capabilities: Choice[];
}) {
  const [types, setTypes] = useState(1);
  const [roles, setRoles] = useState(2);
  const upTo = (n: number) => Array.from({ length: n }, (_, place) => place);
  return (
    <CommandForm action={action} className="flex max-w-2xl flex-col gap-7">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="name" label="Name">
          <TextInput />
        </Field>
        <Field name="vendor" label="Vendor" optional>
          <TextInput />
        </Field>
        <Field name="category" label="Kind">
          <Select options={choicesOf(categoryWords)} />
        </Field>
      </div>
      <Section title="Kinds of account" lead="What access is given on: an account, a property, a project.">
        {upTo(types).map((place) => (
          <div key={place} className="grid gap-4 border-t border-rule py-3 sm:grid-cols-2">
            <Field name={`assetTypes[${place}].label`} label="Called">
              <TextInput />
            </Field>
            <Field name={`assetTypes[${place}].idExample`} label="An id looks like">
              <TextInput className="font-mono" />
            </Field>
            <Field
              name={`assetTypes[${place}].idPattern`}
              label="Pattern of the id"
              optional
              hint="A regular expression, as ^\d{6}$. Left empty: any text."
            >
              <TextInput className="font-mono" spellCheck={false} />
            </Field>
            <Field name={`assetTypes[${place}].combine`} label="A person holds">
              <Select
                options={[
                  { value: "one", label: "one role" },
                  { value: "set", label: "several roles at once" },
                ]}
              />
            </Field>
          </div>
        ))}
        <div>
          <Button size="small" onClick={() => setTypes(types + 1)} disabled={types >= 10}>
            Another kind
          </Button>
        </div>
      </Section>
      <Section title="Roles" lead="From the smallest up: their order is the ladder.">
        {upTo(roles).map((place) => (
          <div key={place} className="flex flex-col gap-4 border-t border-rule py-3">
            <Field name={`roles[${place}].name`} label={`Role on step ${place + 1}`}>
              <TextInput />
            </Field>
            <Field name={`roles[${place}].meaning`} label="What it means">
              <TextArea rows={2} />
            </Field>
            <Field name={`roles[${place}].capabilities[]`} label="Can" group optional>
              <CheckboxGroup layout="grid" options={capabilities} />
            </Field>
          </div>
        ))}
        <div className="flex gap-2">
          <Button size="small" onClick={() => setRoles(roles + 1)} disabled={roles >= 20}>
            Another role
          </Button>
          {roles > 1 ? (
            <Button size="small" onClick={() => setRoles(roles - 1)}>
              One less
            </Button>
          ) : null}
        </div>
      </Section>
      <Section title="Steps" lead="One a line, in the words of the platform’s own screens.">
        <div className="flex flex-col gap-4">
          <Field name="grantSteps" label="To give access">
            <TextArea />
          </Field>
          <Field name="removeSteps" label="To take it away">
            <TextArea />
          </Field>
          <Field name="leftBehind" label="What stays behind after a removal" optional>
            <TextArea />
          </Field>
        </div>
      </Section>
      <div className="flex gap-2">
        <SubmitButton>Add this platform</SubmitButton>
        <ButtonLink href="/platforms">Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}
