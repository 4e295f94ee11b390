import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { DateInput } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { dayOf } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { TaskDetail } from "@/lib/register/queries/get-task";
import { EvidenceFields } from "./evidence-fields";

type Progress = { value: string; label: string; title: string; until: Date | null | false };

/** How far it is, when it is not in one's own hands: invited, asked for, or held by the platform. */
export function ProgressForms({ task, action }: { task: TaskDetail; action: FormAction }) {
  if (task.grants.length === 0) return null;
  const invited = {
    value: "invited",
    label: "The invitation is out…",
    title: "Invited, and not accepted yet",
    until: task.waits.invited,
  };
  const asked = {
    value: "asked",
    label: "The removal is asked for…",
    title: "Who was asked to remove it?",
    until: false as const,
  };
  const waiting = {
    value: "waiting_for_platform",
    label: "The platform waits…",
    title: "Held until a second administrator agrees",
    until: task.waits.waiting_for_platform,
  };
  const steps: Progress[] = task.kind === "revoke" ? [asked, waiting] : [invited, waiting];
  return (
    <Section title="On the way">
      <div className="flex flex-wrap gap-2">
        {steps
          .filter((step) => step.value !== task.state)
          .map((step) => (
            <DialogForm
              key={step.value}
              label={step.label}
              title={step.title}
              action={action}
              submit="Note it"
            >
              <input type="hidden" name="taskId" value={task.id} />
              <input type="hidden" name="progress" value={step.value} />
              {step.until === false ? null : (
                <Field
                  name="waitsUntil"
                  label="Until"
                  optional={step.value === "invited"}
                  hint="The last day on which it can still be accepted or approved."
                >
                  <DateInput defaultValue={step.until ? dayOf(step.until) : undefined} />
                </Field>
              )}
              <EvidenceFields />
            </DialogForm>
          ))}
      </div>
    </Section>
  );
}
