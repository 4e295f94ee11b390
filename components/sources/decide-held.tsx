import type { FormAction } from "@/lib/form-state";
import type { HeldLine } from "@/lib/sources/held-queries";
import { CheckboxGroup } from "../ui/choices";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";

/** Releases or drops departures of one source: whom somebody has asked about is ticked, one by one. */
export function DecideHeld({
  held,
  source,
  actions,
}: {
  held: HeldLine[];
  source: string;
  actions: { release: FormAction; drop: FormAction };
}) {
  const options = held
    .filter((each) => !each.own)
    .map((each) => ({ value: each.id, label: each.personName, description: each.personTitle ?? undefined }));
  if (options.length === 0) return null;
  const who = (label: string) => (
    <Field group name="heldIds[]" label={label}>
      <CheckboxGroup options={options} layout={options.length > 6 ? "grid" : "list"} />
    </Field>
  );
  return (
    <>
      <DialogForm
        label="They stay…"
        title="Who stays?"
        description={`Nothing happens to them. ${source} may report them again.`}
        action={actions.drop}
        submit="Drop these"
      >
        {who("They stay")}
        <Field name="reason" label="Why it was reported">
          <TextInput />
        </Field>
      </DialogForm>
      <DialogForm
        label="They leave…"
        tone="danger"
        title="Who really leaves?"
        description="Tick whom you have asked about. Their departures start: the sessions end, and every key is to be taken back."
        action={actions.release}
        submit="Start their departures"
      >
        {who("They leave")}
      </DialogForm>
    </>
  );
}
