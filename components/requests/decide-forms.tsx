"use client";

import { useEffect, useRef } from "react";
import { RadioGroup } from "@/components/ui/choices";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { DateInput, TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { dayOf } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import { SelectedInputs, useSelection } from "./selection";

/** What the forms have to know of an item. */
export type Decidable = {
  id: string;
  title: string;
  above: boolean;
  /** The client whose yes is written down, because none of its contacts can sign in; null: there is nothing to write. */
  client: string | null;
  /** Approved already: it waits for the client, and can only be rejected. */
  approved: boolean;
  fits: boolean;
  asked: string;
  comparison: string | null;
  lower: { roleId: string; name: string }[];
};

/**
 * The ways to decide what is chosen. The smallest is the easy one; everything else takes a further step. The forms
 * stay when everything is decided, hidden, so that the last one can say what came of it.
 */
export function DecideForms({
  decide,
  items,
  until,
}: {
  decide: FormAction;
  items: Decidable[];
  /** Until when it was asked; null: for a few hours, which nobody shortens. */
  until: Date | null;
}) {
  const { selected } = useSelection();
  const chosen = items.filter((item) => selected.includes(item.id));
  const last = useRef(chosen);
  useEffect(() => {
    if (chosen.length > 0) last.current = chosen;
  });
  const shown = chosen.length > 0 ? chosen : last.current;
  const above = shown.filter((item) => item.above);
  const lower = commonRoles(shown);
  const fits = shown.every((item) => item.fits);
  const approved = shown.some((item) => item.approved);
  const client = shown.find((item) => item.client)?.client ?? null;
  return (
    <div className="flex flex-col gap-2 has-[>[hidden]:only-child]:hidden">
      {items.length > 0 && chosen.length === 0 ? (
        <p className="text-second">Choose at least one account to decide.</p>
      ) : null}
      {chosen.length > 0 && chosen.length < items.length ? (
        <p className="text-second">
          {chosen.length} of {items.length} chosen
        </p>
      ) : null}
      <div
        hidden={chosen.length === 0}
        className={chosen.length === 0 ? undefined : "grid grid-cols-2 gap-2"}
      >
        {approved ? (
          <p className="col-span-2 text-second">
            {shown.length === 1 ? "This is approved" : "Some of these are approved"} and waits for the client.
            It can still be rejected.
          </p>
        ) : (
          <>
            {fits && client ? <SmallestWithClient decide={decide} client={client} /> : null}
            {fits && !client ? (
              <CommandForm action={decide} className="col-span-2" label="Approve at the smallest">
                <SelectedInputs />
                <input type="hidden" name="decision" value="smallest" />
                <SubmitButton className="w-full">Approve at the smallest</SubmitButton>
              </CommandForm>
            ) : null}
            {above.length > 0 ? <AsAsked decide={decide} above={above} client={client} /> : null}
            {lower.length > 0 ? <Lower decide={decide} roles={lower} client={client} /> : null}
            {until ? (
              <Shorten decide={decide} until={until} above={above.length > 0} fits={fits} client={client} />
            ) : null}
          </>
        )}
        <Reject decide={decide} />
      </div>
    </div>
  );
}

/** Where the client has to agree: who of them said so, before anything is approved. */
function ClientAnswer({ client }: { client: string | null }) {
  if (!client) return null;
  return (
    <Field
      name="clientAnswer"
      label={`The yes of ${client}`}
      hint="None of its contacts can sign in, so ask them yourself. Who said yes, when, and where that is kept."
    >
      <TextArea rows={2} />
    </Field>
  );
}

function SmallestWithClient({ decide, client }: { decide: FormAction; client: string }) {
  return (
    <DialogForm
      label="Approve at the smallest…"
      tone="primary"
      className="col-span-2"
      title={`${client} has to agree`}
      description="The access policy asks for both: you and the client."
      action={decide}
      submit="Approve at the smallest"
    >
      <SelectedInputs />
      <input type="hidden" name="decision" value="smallest" />
      <ClientAnswer client={client} />
    </DialogForm>
  );
}

function AsAsked({
  decide,
  above,
  client,
}: {
  decide: FormAction;
  above: Decidable[];
  client: string | null;
}) {
  return (
    <DialogForm
      label="As asked…"
      title="Approve more than the smallest role?"
      description={
        <ul className="flex flex-col gap-1">
          {above.map((item) => (
            <li key={item.id}>
              {item.title}: {item.comparison ?? `${item.asked}, although it does not do all of the work.`}
            </li>
          ))}
        </ul>
      }
      action={decide}
      submit="Approve as asked"
    >
      <SelectedInputs />
      <input type="hidden" name="decision" value="asked" />
      <ClientAnswer client={client} />
      <Field name="reason" label="Why the smallest is not enough" optional>
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}

function Lower({
  decide,
  roles,
  client,
}: {
  decide: FormAction;
  roles: { roleId: string; name: string }[];
  client: string | null;
}) {
  return (
    <DialogForm
      label="Lower…"
      title="Give another role, with less"
      action={decide}
      submit="Approve with this role"
    >
      <SelectedInputs />
      <input type="hidden" name="decision" value="roles" />
      <Field name="roleIds[]" label="Role" group>
        <RadioGroup options={roles.map((role) => ({ value: role.roleId, label: role.name }))} />
      </Field>
      <ClientAnswer client={client} />
      <Field name="reason" label="Why" optional hint="Who asked reads this.">
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}

function Shorten({
  decide,
  until,
  above,
  fits,
  client,
}: {
  decide: FormAction;
  until: Date;
  above: boolean;
  fits: boolean;
  client: string | null;
}) {
  return (
    <DialogForm
      label="Shorten…"
      title="Approve for a shorter time"
      action={decide}
      submit="Approve until then"
    >
      <SelectedInputs />
      {above && fits ? (
        <Field name="decision" label="With" group>
          <RadioGroup
            defaultValue="smallest"
            options={[
              { value: "smallest", label: "the smallest role" },
              { value: "asked", label: "what was asked" },
            ]}
          />
        </Field>
      ) : (
        <input type="hidden" name="decision" value={fits ? "smallest" : "asked"} />
      )}
      <ClientAnswer client={client} />
      <Field name="until" label="Until the end of">
        <DateInput max={dayOf(until)} />
      </Field>
    </DialogForm>
  );
}

function Reject({ decide }: { decide: FormAction }) {
  return (
    <DialogForm label="Reject…" tone="danger" title="Reject this request?" action={decide} submit="Reject">
      <SelectedInputs />
      <input type="hidden" name="decision" value="reject" />
      <Field name="reason" label="Why" hint="Who asked reads this.">
        <TextArea rows={3} />
      </Field>
    </DialogForm>
  );
}

/** The roles that every chosen item could be lowered to. */
function commonRoles(chosen: readonly Decidable[]): { roleId: string; name: string }[] {
  const [first, ...others] = chosen;
  if (!first) return [];
  return first.lower.filter(({ roleId }) =>
    others.every((item) => item.lower.some((role) => role.roleId === roleId)),
  );
}
