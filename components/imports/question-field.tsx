import { RadioGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { counted } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import type { SavedQuestion } from "@/lib/imports/save-plan";
import type { MeantPerson } from "./questions-form";

const PERSON = "person:";

/** One question with its proposed answers; where it takes more, somebody is picked or an id is typed. */
export function QuestionField({
  id,
  at,
  question,
  people,
}: {
  id: string;
  at: number;
  question: SavedQuestion;
  people: MeantPerson[];
}) {
  const name = `answers[${at}]`;
  const isPerson = question.typed === PERSON;
  const choices = [
    ...question.proposals.map(({ answer, label }) => ({ value: answer, label })),
    ...(question.typed === null
      ? []
      : [{ value: "typed", label: isPerson ? "Somebody else:" : "Another one:" }]),
    { value: "leave-out", label: question.count === 1 ? "Leave this row out" : "Leave these rows out" },
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <input type="hidden" name={`${name}.key`} value={question.key} />
      <Field
        name={`${name}.answer`}
        label={question.sentence}
        group
        optional
        hint={
          <Link href={`/import/${id}?question=${encodeURIComponent(question.key)}#rows`} tone="quiet">
            {counted(question.count, "row", "rows")}: {question.rows.join(", ")}
            {question.count > question.rows.length ? ", …" : ""}
          </Link>
        }
      >
        <RadioGroup options={choices} />
      </Field>
      {question.typed === null ? null : (
        <>
          <input type="hidden" name={`${name}.prefix`} value={question.typed} />
          <Field
            name={`${name}.text`}
            label={isPerson ? "Somebody else" : "The account id"}
            hideLabel
            optional
            className="max-w-96 pl-6"
          >
            {isPerson ? (
              <Combobox
                options={people.map((person) => ({
                  value: person.id,
                  label: person.name,
                  sub: person.email ?? undefined,
                }))}
              />
            ) : (
              <TextInput className="font-mono" />
            )}
          </Field>
        </>
      )}
    </div>
  );
}
