import { Callout } from "@/components/ui/callout";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { timeText } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { HoldOfPerson } from "@/lib/lifecycle/queries/get-hold";

/** The legal hold on somebody: that it stands and why, or the way to place one. */
export function LegalHold({
  person,
  of: { hold, can },
  actions,
}: {
  person: { id: string; name: string };
  of: HoldOfPerson;
  actions: { place: FormAction; lift: FormAction };
}) {
  if (!hold && !can.write) return null;
  return (
    <Section title="Legal hold">
      {hold ? (
        <Callout
          tone="attention"
          title={`Stands since ${timeText(hold.placedAt)}${hold.placedBy ? `, by ${hold.placedBy}` : ""}`}
        >
          “{hold.reason}” No clean-up removes what is kept about {person.name}, and whoever takes their access
          away leaves their data where it is.
        </Callout>
      ) : (
        <p>None. Evidence, requests and the audit log are kept in any case.</p>
      )}
      {can.write ? (
        <div className="mt-3">
          <DialogForm
            label={hold ? "Lift…" : "Place a hold…"}
            size="small"
            title={hold ? `Lift the hold on ${person.name}?` : `A legal hold on ${person.name}?`}
            description={
              hold
                ? "Clean-ups then remove again what is old."
                : "While it stands, nothing that is kept about them is removed, and their tasks say that data stays."
            }
            action={hold ? actions.lift : actions.place}
            submit={hold ? "Lift it" : "Place it"}
          >
            <input type="hidden" name="personId" value={person.id} />
            <Field name="reason" label="Why">
              <TextArea rows={2} />
            </Field>
          </DialogForm>
        </div>
      ) : null}
    </Section>
  );
}
