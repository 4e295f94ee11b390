import { Combobox } from "@/components/ui/combobox";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import type { FormAction } from "@/lib/form-state";
import type { Arrival } from "@/lib/moves/queries/get-arrival";

/** The engagements that somebody works on, and the way to put them on one more. */
export function WorkOfJoiner({
  arrival: { person, seats, engagements },
  add,
}: {
  arrival: Arrival;
  add: FormAction | undefined;
}) {
  return (
    <Section
      title="Work"
      lead="A role on an engagement is no access. Its kit says what the work needs, and that is asked for."
      link={
        add ? (
          <DialogForm
            label="Put on an engagement…"
            size="small"
            title={`What does ${person.name} work on?`}
            action={add}
            submit="Add"
          >
            <input type="hidden" name="personId" value={person.id} />
            <Field name="engagementId" label="Engagement">
              <Combobox options={engagements.map(({ id, name }) => ({ value: id, label: name }))} />
            </Field>
            <Field name="role" label="Role" hint="As “Media buyer” or “Account lead”.">
              <TextInput />
            </Field>
          </DialogForm>
        ) : null
      }
    >
      {seats.length === 0 ? (
        <p className="border-t border-strong pt-2 text-second">On no engagement yet.</p>
      ) : (
        <ul className="border-t border-strong">
          {seats.map((seat) => (
            <li
              key={seat.membershipId}
              className="flex flex-wrap justify-between gap-x-4 border-b border-rule py-2"
            >
              <span>
                <Link href={`/engagements/${seat.engagementId}`} tone="quiet" className="font-medium">
                  {seat.engagementName}
                </Link>
                <span className="block text-sm text-third">{seat.clientName}</span>
              </span>
              <span>{seat.role}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
