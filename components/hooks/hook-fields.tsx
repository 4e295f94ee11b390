import type { FormAction } from "@/lib/form-state";
import { CheckboxGroup, type Choice, RadioGroup } from "../ui/choices";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";

export const hookApps = [
  { value: "slack", label: "Slack" },
  { value: "teams", label: "Microsoft Teams" },
] as const;

/** The name of a channel and what it is told. */
export function HookFields({
  kinds,
  known,
}: {
  kinds: Choice[];
  known?: { name: string; kinds: string[] } | undefined;
}) {
  return (
    <>
      <Field name="name" label="Name" hint="As the channel is called in the chat.">
        <TextInput defaultValue={known?.name} maxLength={60} />
      </Field>
      <Field name="kinds[]" label="What it is told" group>
        <CheckboxGroup options={kinds} defaultValue={known?.kinds ?? []} />
      </Field>
    </>
  );
}

/** Sets a channel up. */
export function AddHookForm({ action, kinds }: { action: FormAction; kinds: Choice[] }) {
  return (
    <CommandForm action={action} resetWhenDone label="Set a channel up">
      <Field name="app" label="Chat" group>
        <RadioGroup options={[...hookApps]} defaultValue="slack" layout="grid" />
      </Field>
      <Field
        name="url"
        label="Address of the webhook"
        hint="Whoever has it can write in the channel: it is kept encrypted, and not shown again."
      >
        <TextInput type="url" placeholder="https://" spellCheck={false} maxLength={1000} />
      </Field>
      <HookFields kinds={kinds} />
      <div>
        <SubmitButton>Set it up</SubmitButton>
      </div>
    </CommandForm>
  );
}
