"use client";

import { useState } from "react";
import type { FormAction, FormState } from "@/lib/form-state";
import { CheckboxGroup, type Choice } from "../ui/choices";
import { Combobox } from "../ui/combobox";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { DateInput, type Option, TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";
import { InvitationLink } from "./link-once";

/** Invites somebody by a one-time link, which is shown here once. */
export function InviteForm({
  action,
  people,
  roles,
  mailed,
}: {
  action: FormAction;
  people: Option[];
  roles: Choice[];
  /** Whether mail leaves the house. */
  mailed: boolean;
}) {
  const [link, setLink] = useState<string | null>(null);
  const [chosen, setChosen] = useState(false);

  async function invite(previous: FormState, data: FormData): Promise<FormState> {
    const next = await action(previous, data);
    if (next?.status !== "done") return next;
    setLink(next.message);
    setChosen(false);
    return { status: "done", message: "The invitation is made. Its link stands below the form." };
  }

  return (
    <div className="flex flex-col gap-5">
      <CommandForm action={invite} resetWhenDone label="Invite somebody">
        <Field name="personId" label="A person of the register" optional>
          <Combobox
            options={people}
            placeholder="Choose a person…"
            onChange={(values) => setChosen(values.some((value) => value !== ""))}
          />
        </Field>
        {chosen ? null : (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="name" label="Or a new one: their name" optional>
              <TextInput />
            </Field>
            <Field name="email" label="Their e-mail address" optional>
              <TextInput type="email" />
            </Field>
          </div>
        )}
        <Field name="startsOn" label="First day" hint="Nothing is given to them before it." optional>
          <DateInput />
        </Field>
        <Field name="roles[]" label="Roles" group>
          <CheckboxGroup options={roles} />
        </Field>
        <div>
          <SubmitButton>Invite</SubmitButton>
        </div>
      </CommandForm>
      {link ? <InvitationLink link={link} mailed={mailed} /> : null}
    </div>
  );
}
