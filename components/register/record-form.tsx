"use client";

import { useState } from "react";
import { CheckboxGroup, type Choice, RadioGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { DateInput, type Option, Select, TextArea, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";

type Choices = {
  asset: { id: string; name: string; accountId: string };
  people: Option[];
  identities: Option[];
  robots: Option[];
  roles: Choice[];
  engagements: Option[];
};

/** Who holds which role on one account, since when, until when, and how it is known. */
export function RecordForm({ choices, action }: { choices: Choices; action: FormAction }) {
  const [attested, setAttested] = useState(false);
  return (
    <CommandForm action={action} label="Record access">
      <input type="hidden" name="grants[0].assetId" value={choices.asset.id} />
      <Field name="grants[0].personId" label="Person" optional>
        <Combobox options={choices.people} placeholder="Name" />
      </Field>
      <Field
        name="grants[0].identityId"
        label="Identity"
        optional
        hint="How the platform knows them. Alone, without a person: a shared login."
      >
        <Combobox options={choices.identities} placeholder="Address" />
      </Field>
      {choices.robots.length > 0 ? (
        <Field name="grants[0].robotId" label="Robot" optional hint="Instead of a person: an app, a token.">
          <Combobox options={choices.robots} placeholder="Name" />
        </Field>
      ) : null}
      <Field name="grants[0].roleIds[]" label="Role" group hint="All roles that are held there.">
        <CheckboxGroup options={choices.roles} />
      </Field>
      {choices.engagements.length > 0 ? (
        <Field name="grants[0].engagementId" label="Engagement" optional>
          <Select options={choices.engagements} placeholder="None" />
        </Field>
      ) : null}
      <Field name="grants[0].purpose" label="What it is for">
        <TextArea />
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field name="grants[0].startsAt" label="Since" optional>
          <DateInput />
        </Field>
        <Field name="grants[0].endsAt" label="Last day" optional hint="Every grant should have an end.">
          <DateInput />
        </Field>
      </div>
      <Field name="grants[0].proof" label="How is it known" group>
        <RadioGroup
          defaultValue="unproved"
          onChange={(value) => setAttested(value === "attested")}
          options={[
            { value: "unproved", label: "It is only written somewhere" },
            {
              value: "attested",
              label: "I have looked at the platform",
              description: "Attested, by you, now.",
            },
          ]}
        />
      </Field>
      {attested ? (
        <Field name="grants[0].how" label="What was looked at">
          <TextInput placeholder="The list of users, this morning" />
        </Field>
      ) : null}
      <div>
        <SubmitButton>Record</SubmitButton>
      </div>
    </CommandForm>
  );
}
