import { Combobox } from "@/components/ui/combobox";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { DateInput, type Option, Select, TextArea, TextInput } from "@/components/ui/inputs";
import { dayOf } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { LoginRow } from "@/lib/register/queries/list-logins";

type Of = { login: LoginRow; action: FormAction };

/** Why it exists, where the secret is kept, until when, and how it comes to an end. */
export function PlanForm({ login, action, people, today }: Of & { people: Option[]; today: Date }) {
  const { plan } = login;
  return (
    <DialogForm
      label={plan ? "Change the plan…" : "Plan its end…"}
      tone="quiet"
      size="small"
      title={login.address}
      description="Never write the secret itself. Say where it is kept."
      action={action}
      submit="Save the plan"
    >
      <input type="hidden" name="identityId" value={login.id} />
      <Field name="why" label="Why it exists">
        <TextInput defaultValue={plan?.why} placeholder="The platform has one seat" />
      </Field>
      <Field name="keptIn" label="Where the secret is kept" hint="The vault and the name of its item.">
        <TextInput defaultValue={plan?.keptIn} placeholder="1Password › Studio › Kite Pinterest" />
      </Field>
      <Field name="plan" label="What is done instead">
        <TextArea rows={2} defaultValue={plan?.text} placeholder="Named accounts for the three who post" />
      </Field>
      <Field name="planOwnerId" label="Who sees to it">
        <Combobox options={people} defaultValue={plan?.owner.id} />
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field name="planBy" label="By">
          <DateInput min={dayOf(today)} defaultValue={plan ? dayOf(plan.by) : undefined} />
        </Field>
        <Field name="endsOn" label="The login ends on">
          <DateInput min={dayOf(today)} defaultValue={plan ? dayOf(plan.endsOn) : undefined} />
        </Field>
      </div>
      <div className="flex flex-wrap gap-4">
        <Field name="mfa" label="Second factor">
          <Select
            defaultValue={login.mfa}
            options={[
              { value: "unknown", label: "Not known" },
              { value: "on", label: "On" },
              { value: "off", label: "Off" },
            ]}
          />
        </Field>
        <Field name="mfaCheckedAt" label="Seen on" optional>
          <DateInput
            max={dayOf(today)}
            defaultValue={login.mfaCheckedAt ? dayOf(login.mfaCheckedAt) : undefined}
          />
        </Field>
      </div>
    </DialogForm>
  );
}

/** Somebody shall not know it any more: the secret is changed first. */
export function TakeOffForm({ login, action }: Of) {
  const under = new Set(login.rotations.map((each) => each.personId));
  return (
    <DialogForm
      label="Take somebody off…"
      tone="quiet"
      size="small"
      title={`Who shall not know ${login.address} any more?`}
      description="Who knows a secret keeps it, so it has to be changed. That becomes a task for another one who knows it."
      action={action}
      submit="Have it changed"
    >
      <input type="hidden" name="identityId" value={login.id} />
      <Field name="personId" label="Person">
        <Select
          placeholder="Choose"
          options={login.holders
            .filter((holder) => !under.has(holder.id))
            .map((holder) => ({ value: holder.id, label: holder.name }))}
        />
      </Field>
      <Field name="reason" label="Reason">
        <TextInput />
      </Field>
    </DialogForm>
  );
}
