"use client";

import { useState } from "react";
import type { FormAction, FormState } from "@/lib/form-state";
import { CheckboxGroup, type Choice } from "../ui/choices";
import { Combobox } from "../ui/combobox";
import { CopyButton } from "../ui/copy-button";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { type Option, TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";

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
        <Field name="roles[]" label="Roles" group>
          <CheckboxGroup options={roles} />
        </Field>
        <div>
          <SubmitButton>Invite</SubmitButton>
        </div>
      </CommandForm>
      {link ? <LinkOnce link={link} mailed={mailed} /> : null}
    </div>
  );
}

function LinkOnce({ link, mailed }: { link: string; mailed: boolean }) {
  return (
    <div role="status" className="border-l-2 border-accent py-0.5 pl-3.5">
      <p className="font-semibold">The link is shown this once. It works once, for seven days.</p>
      <p className="mt-1 flex items-start gap-1.5">
        <code className="min-w-0 font-mono text-sm break-all" data-testid="invite-link">
          {link}
        </code>
        <CopyButton text={link} what="the link" />
      </p>
      <p className="mt-1 text-second">
        {mailed
          ? "It is also on its way by mail, where the person has an address."
          : "No mail leaves Keyholder yet, so give it to the person yourself. It is also kept in the outbox."}
      </p>
    </div>
  );
}
