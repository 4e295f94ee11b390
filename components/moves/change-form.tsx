import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { DateInput, type Option, Select, TextInput } from "@/components/ui/inputs";
import type { MovePreview } from "@/lib/moves/queries/preview-move";
import type { AskedMove } from "./asked-move";

/** What changes, and from when: a form of the address, so that the preview can be linked to. */
export function ChangeForm({
  preview: { person, seats, engagements },
  asked,
  people,
}: {
  preview: MovePreview;
  asked: AskedMove;
  people: Option[];
}) {
  const choices = engagements.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form
      action={`/people/${person.id}/move`}
      method="get"
      className="flex flex-col gap-4"
      aria-label="What changes"
    >
      <Field name="day" label="From">
        <DateInput defaultValue={asked.day} />
      </Field>
      <Field name="title" label="Title" optional="said">
        <TextInput defaultValue={asked.title ?? person.title ?? undefined} />
      </Field>
      <Field name="department" label="Team" optional="said">
        <TextInput defaultValue={asked.department ?? person.department ?? undefined} />
      </Field>
      <Field name="manager" label="Manager" optional="said">
        <Combobox
          options={people}
          defaultValue={asked.managerId ?? person.managerId ?? undefined}
          placeholder="Nobody"
        />
      </Field>
      {seats.map((seat) => (
        <Field
          key={seat.membershipId}
          name={`seat.${seat.membershipId}`}
          label={`Role on ${seat.clientName}: ${seat.engagementName}`}
          hint="Emptied, the seat ends."
          optional="said"
        >
          <TextInput defaultValue={asked.roles[seat.membershipId] ?? seat.role} />
        </Field>
      ))}
      {asked.joins.map(({ place, ...join }) => (
        <div key={place} className="flex flex-col gap-2">
          <Field name={`engagement${place}`} label={`Joins engagement ${place}`} optional="said">
            <Select options={choices} placeholder="None" defaultValue={join.engagementId} />
          </Field>
          <Field name={`as${place}`} label={`As, on engagement ${place}`} optional="said">
            <TextInput defaultValue={join.role} />
          </Field>
        </div>
      ))}
      <div>
        <Button type="submit">Show what changes</Button>
      </div>
    </form>
  );
}
