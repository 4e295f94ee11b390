import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { type Option, TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { MovePreview } from "@/lib/moves/queries/preview-move";
import { type AskedMove, seatChange } from "./asked-move";

/** The proposal of what the preview shows: nothing changes before its day. */
export function ProposeForm({
  preview: { person, seats, duties },
  asked,
  people,
  propose,
}: {
  preview: MovePreview;
  asked: AskedMove;
  people: Option[];
  propose: FormAction;
}) {
  const { ends, begins } = seatChange(seats, asked);
  const hands =
    duties.stake.custodies.length +
    duties.stake.robots.length +
    duties.stake.logins.length +
    duties.tasks.length;
  return (
    <CommandForm action={propose} label="Propose the move">
      <input type="hidden" name="personId" value={person.id} />
      <input type="hidden" name="effectiveOn" value={asked.day} />
      <input type="hidden" name="title" value={asked.title ?? ""} />
      <input type="hidden" name="department" value={asked.department ?? ""} />
      <input type="hidden" name="managerId" value={asked.managerId ?? ""} />
      {ends.map((id) => (
        <input key={id} type="hidden" name="ends[]" value={id} />
      ))}
      {begins.map((seat, place) => (
        <span key={`${seat.engagementId} ${seat.role}`} className="contents">
          <input type="hidden" name={`begins[${place}].engagementId`} value={seat.engagementId} />
          <input type="hidden" name={`begins[${place}].role`} value={seat.role} />
        </span>
      ))}
      {hands > 0 ? (
        <Field name="heirId" label="Who takes over" hint="Left open, the manager does." optional>
          <Combobox options={people} placeholder="Choose a person" />
        </Field>
      ) : null}
      <Field name="note" label="Note for those who decide" optional>
        <TextArea rows={2} />
      </Field>
      <SubmitButton>Propose the move</SubmitButton>
    </CommandForm>
  );
}
