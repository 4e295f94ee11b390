import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { DateInput, type Option, TextInput } from "@/components/ui/inputs";
import type { DepartureKind } from "@/lib/lifecycle/rules/kinds";
import { kindWords } from "./words";

/** Who leaves, how and when: a form of the address, so that the preview can be linked to. */
export function ChooseLeaver({
  people,
  asked,
}: {
  people: Option[];
  asked: { personId: string; kind: DepartureKind; day: string; time: string };
}) {
  return (
    <form
      action="/departures/new"
      method="get"
      className="flex flex-col gap-4"
      aria-label="Who leaves, and when"
    >
      <Field name="person" label="Who">
        <Combobox options={people} defaultValue={asked.personId} placeholder="Choose a person" />
      </Field>
      <Field name="kind" label="How it ends" group>
        <RadioGroup
          defaultValue={asked.kind}
          options={Object.entries(kindWords).map(([value, { name, does }]) => ({
            value,
            label: name,
            description: does,
          }))}
        />
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field name="day" label="Last day">
          <DateInput defaultValue={asked.day} />
        </Field>
        <Field name="time" label="Until (UTC)">
          <TextInput type="time" defaultValue={asked.time} className="max-w-40" />
        </Field>
      </div>
      <div>
        <Button type="submit" tone={asked.personId ? "plain" : "primary"}>
          Show what will be taken back
        </Button>
      </div>
    </form>
  );
}
