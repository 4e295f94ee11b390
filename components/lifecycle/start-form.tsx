import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { counted } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { CommandForm } from "@/components/ui/form";
import { type Option, TextArea } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import { timeText } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { DeparturePreview } from "@/lib/lifecycle/queries/preview-departure";
import type { DepartureKind } from "@/lib/lifecycle/rules/kinds";

/** The start: what it will do, in a sentence, and the button. Or why it cannot be started. */
export function StartForm({
  action,
  preview: { person, lastMoment, due, counts, problem, now },
  kind,
  people,
}: {
  action: FormAction;
  preview: DeparturePreview;
  kind: DepartureKind;
  /** Who stays, and could take over. */
  people: Option[];
}) {
  if (problem)
    return (
      <Callout tone="attention" title="It cannot be started like this">
        {problem}
      </Callout>
    );
  const tasks =
    counts.keys +
    counts.withoutSuccessor +
    counts.sharedLogins +
    counts.robots +
    counts.custodyTasks +
    counts.requestsHandedOver +
    counts.looks;
  const takesOver = counts.robots + counts.custodies + counts.requestsHandedOver + counts.tasksHandedOn > 0;
  // In a termination they are shut, so that the button stands on the first screen of a phone.
  const more = (
    <>
      {takesOver ? (
        <Field
          name="heirId"
          label="Who takes over"
          hint="Robots, accounts in their care, requests and work go to them at once. If you choose nobody, the manager has the work."
          optional
        >
          <Combobox options={people} placeholder="Choose a person" />
        </Field>
      ) : null}
      <Field name="note" label="Note for those who do the work" optional>
        <TextArea rows={2} />
      </Field>
    </>
  );
  const at = (moment: Date) => `${timeText(moment, "moment")} UTC`;
  return (
    <Section title={kind === "terminated_now" ? "Terminate now" : `Until ${at(lastMoment)}`}>
      <p>
        {tasks === 0 ? "Nothing has to be taken back. " : `Makes ${counted(tasks, "task")} at once. `}
        {due.first.getTime() === due.rest.getTime()
          ? `All are due by ${at(due.rest)}. `
          : `Administrator and billing roles are due by ${at(due.first)}, the rest by ${at(due.rest)}. `}
        {counts.looks > 0 ? "The looks where the register knows nothing come a day after. " : null}
        {counts.neverBegun > 0
          ? `${counted(counts.neverBegun, "key")} not yet begun will not be granted. `
          : ""}
        {person.name}’s sessions end now
        {lastMoment > now
          ? "; they can sign in again until the last moment. "
          : ", and they cannot sign in again. "}
        No new access can be asked for them.
      </p>
      <CommandForm action={action} label="Start the departure">
        <input type="hidden" name="personId" value={person.id} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="lastMoment" value={lastMoment.toISOString()} />
        {kind === "terminated_now" ? (
          <Fold summary={`${takesOver ? "Who takes over, and a note" : "A note"} (optional)`}>
            <div className="flex flex-col gap-4">{more}</div>
          </Fold>
        ) : (
          more
        )}
        <SubmitButton tone={kind === "terminated_now" ? "danger" : "primary"}>
          {kind === "terminated_now" ? `Terminate ${person.name} now` : "Start the departure"}
        </SubmitButton>
      </CommandForm>
    </Section>
  );
}
