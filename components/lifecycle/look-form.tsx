"use client";

import { useState } from "react";
import { EvidenceFields } from "@/components/register/evidence-fields";
import { Callout } from "@/components/ui/callout";
import { CheckboxGroup } from "@/components/ui/choices";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { timeText } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { LookDetail } from "@/lib/lifecycle/queries/get-look";

type Props = { taskId: string; look: LookDetail; finish: FormAction; found: FormAction };

/** What came of a look: nobody was there, under none of the names; or they were, and it is taken away. */
export function LookForm({ taskId, look, finish, found }: Props) {
  const nothing = look.found.length === 0;
  return (
    <div className="flex flex-col gap-5">
      {look.accounts.length > 0 ? (
        <div>
          <DialogForm
            label={nothing ? "They are there…" : "They are there again…"}
            title="Where were they found?"
            description="It is recorded as theirs, and its removal comes on the checklist of the departure."
            action={found}
            submit="Record it, and take it away"
          >
            <input type="hidden" name="taskId" value={taskId} />
            <FindFields look={look} />
          </DialogForm>
        </div>
      ) : null}
      {look.hereUntil ? (
        <Callout title="Finish it after the last moment">
          They are here until {timeText(look.hereUntil, "datetime")} UTC. A look before that would prove
          nothing of the time until then; what is found meanwhile can be recorded.
        </Callout>
      ) : (
        <CommandForm action={finish} label="What came of it" className="flex max-w-prose flex-col gap-4">
          <input type="hidden" name="taskId" value={taskId} />
          <LookedUnder look={look} />
          <EvidenceFields
            noteHint="Where you looked and what you saw. A note or a file is needed."
            fileHint="A screenshot of each list, say."
          />
          <div>
            <SubmitButton>{nothing ? "Looked, and was not there" : "Nothing else is there"}</SubmitButton>
          </div>
        </CommandForm>
      )}
    </div>
  );
}

function LookedUnder({ look }: { look: LookDetail }) {
  return (
    <Field name="lookedUnder[]" label="I looked under" group hint="In each account, one after the other.">
      <CheckboxGroup options={look.names.map(({ address }) => ({ value: address, label: address }))} />
    </Field>
  );
}

/** In which account, in which role, under which address; and whether that was all. */
function FindFields({ look }: { look: LookDetail }) {
  const [first] = look.accounts.filter((account) => !account.above);
  const [assetId, setAssetId] = useState((first ?? look.accounts[0])?.assetId ?? "");
  const [finishes, setFinishes] = useState(false);
  const type = look.accounts.find((account) => account.assetId === assetId)?.type ?? "";
  return (
    <>
      <Field name="assetId" label="Account">
        <Select
          options={look.accounts.map((account) => ({
            value: account.assetId,
            label: `${account.name} (${account.accountId})`,
          }))}
          defaultValue={assetId}
          onChange={(event) => setAssetId(event.currentTarget.value)}
        />
      </Field>
      <Field name="roleIds[]" label="Role" group hint="All roles that they have there.">
        <CheckboxGroup
          options={look.roles
            .filter((role) => role.heldOn.includes(type))
            .map(({ id, name, meaning }) => ({ value: id, label: name, description: meaning }))}
        />
      </Field>
      <Field name="foundUnder" label="Under which address" optional>
        <Select
          options={look.names.map(({ address }) => ({ value: address, label: address }))}
          placeholder="Another one"
          defaultValue={look.names[0]?.address}
        />
      </Field>
      <Field
        name="otherAddress"
        label="Another address or name"
        optional
        hint="Where they stand under one that the register does not know."
      >
        <TextInput />
      </Field>
      <Field name="invited" label="How far it is" group optional="said">
        <CheckboxGroup options={[{ value: "on", label: "Their invitation is out, and not accepted" }]} />
      </Field>
      <EvidenceFields noteHint="What you saw. A note or a file is needed." />
      {look.hereUntil ? null : (
        <Field name="finishes" label="Is that all?" group optional="said">
          <CheckboxGroup
            options={[
              {
                value: "on",
                label: "I have looked everywhere else, too",
                description: "The look is done with it.",
              },
            ]}
            onChange={(ticked) => setFinishes(ticked.length > 0)}
          />
        </Field>
      )}
      {finishes ? <LookedUnder look={look} /> : null}
    </>
  );
}
