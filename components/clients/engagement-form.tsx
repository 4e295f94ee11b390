import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { DateInput, Select, TextInput } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import { dayOf } from "@/components/ui/time-text";
import type { EngagementDetail } from "@/lib/clients/queries/get-engagement";
import type { Commitments } from "@/lib/clients/rules/commitments";
import type { FormAction } from "@/lib/form-state";
import { CategoryFields } from "./subprocessor-categories";

/** An engagement, to begin or to change: its time, what was signed, what was promised. */
export function EngagementForm({
  action,
  engagement,
  clientId,
  defaults,
  back,
}: {
  action: FormAction;
  engagement?: EngagementDetail;
  /** For a new one. */
  clientId?: string;
  /** The studio's, shown beside each commitment. */
  defaults: Commitments;
  back: string;
}) {
  const day = (value: Date | null | undefined) => (value ? dayOf(value) : undefined);
  const own = engagement?.own;
  return (
    <CommandForm action={action} className="flex max-w-2xl flex-col gap-7">
      {engagement ? <input type="hidden" name="engagementId" value={engagement.id} /> : null}
      {clientId ? <input type="hidden" name="clientId" value={clientId} /> : null}
      <div className="flex flex-col gap-4">
        <Field name="name" label="Name" hint="What is done for the client, as “Performance marketing”.">
          <TextInput defaultValue={engagement?.name} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="startsOn" label="First day" hint="When the work begins.">
            <DateInput defaultValue={day(engagement?.startsOn)} />
          </Field>
          <Field name="endsOn" label="Last day" optional hint="Left empty: until further notice.">
            <DateInput defaultValue={day(engagement?.endsOn)} />
          </Field>
        </div>
      </div>
      <Section
        title="What was signed"
        lead="Without both on file no key is given, except with a reason and an end."
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="agreementRef" label="Agreement" optional hint="Its number, or where it is filed.">
            <TextInput defaultValue={engagement?.agreementRef ?? undefined} />
          </Field>
          <Field name="agreementSignedOn" label="Signed on" optional hint="The agreement.">
            <DateInput defaultValue={day(engagement?.agreementSignedOn)} />
          </Field>
          <Field
            name="dpaRef"
            label="Data processing addendum"
            optional
            hint="Its number, or where it is filed."
          >
            <TextInput defaultValue={engagement?.dpaRef ?? undefined} />
          </Field>
          <Field name="dpaSignedOn" label="Signed on" optional hint="The addendum.">
            <DateInput defaultValue={day(engagement?.dpaSignedOn)} />
          </Field>
          <Field
            name="dataAtEnd"
            label="Client data at the end"
            optional
            hint="What the addendum says; the studio’s: given back, then deleted."
          >
            <Select
              placeholder="The studio’s default"
              defaultValue={engagement?.ownData.dataAtEnd ?? undefined}
              options={[
                { value: "returned", label: "Given back" },
                { value: "deleted", label: "Deleted" },
                { value: "returned_then_deleted", label: "Given back, then deleted" },
              ]}
            />
          </Field>
          <Field
            name="dataAtEndDays"
            label="Deleted within"
            optional
            hint="Days after the end; the studio’s: 30."
          >
            <TextInput
              type="number"
              min={0}
              inputMode="numeric"
              defaultValue={engagement?.ownData.dataAtEndDays ?? undefined}
            />
          </Field>
        </div>
      </Section>
      <Section
        title="What was promised"
        lead="Where the papers say nothing, leave it empty: the studio’s default counts. The strictest of both counts everywhere."
      >
        <div className="grid gap-4 sm:grid-cols-3">
          {numbers.map(({ name, label, unit }) => (
            <Field
              key={name}
              name={name}
              label={label}
              optional
              hint={`${unit}; the studio’s: ${defaults[name] ?? "none"}`}
            >
              <TextInput type="number" min={1} inputMode="numeric" defaultValue={own?.[name] ?? undefined} />
            </Field>
          ))}
        </div>
        <div className="mt-2 flex flex-col">
          {promises.map(({ name, label }) => (
            <Checkbox key={name} name={name} label={label} defaultChecked={own?.[name] ?? false} />
          ))}
        </div>
        <CategoryFields chosen={own?.subprocessorCategories ?? []} />
      </Section>
      <div className="flex gap-2">
        <SubmitButton>{engagement ? "Save" : "Begin this engagement"}</SubmitButton>
        <ButtonLink href={back}>Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}

const numbers = [
  { name: "notificationHours", label: "Notify within", unit: "hours" },
  { name: "reviewIntervalDays", label: "Review every", unit: "days" },
  { name: "longestGrantDays", label: "Longest key", unit: "days" },
] as const;

const promises = [
  { name: "clientMfaRequired", label: "The client keeps MFA on for its own users" },
  { name: "compliantDeviceRequired", label: "Access only from compliant devices" },
  { name: "clientApprovesGrants", label: "The client approves each key" },
] as const;
