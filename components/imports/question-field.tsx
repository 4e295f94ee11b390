"use client";

import { useState } from "react";
import { RadioGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { counted } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { useFormField } from "@/components/ui/form-context";
import { type Option, TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { Shape } from "@/components/ui/shape";
import type { SavedQuestion } from "@/lib/imports/save-plan";

const PERSON = "person:";
const TYPED = "typed";

/** One question, shut to its sentence; open, its proposed answers, and a field where it takes more than those. */
export function QuestionField({
  id,
  at,
  question,
  people,
}: {
  id: string;
  at: number;
  question: SavedQuestion;
  people: Option[];
}) {
  const name = `answers[${at}]`;
  const answer = useFormField(`${name}.answer`);
  const text = useFormField(`${name}.text`);
  const [chosen, setChosen] = useState(answer.typed?.[0]);
  const isPerson = question.typed === PERSON;
  const choices = [
    ...question.proposals.map(({ answer: value, label }) => ({ value, label })),
    { value: "leave-out", label: question.count === 1 ? "Leave this row out" : "Leave these rows out" },
    ...(question.typed === null
      ? []
      : [{ value: TYPED, label: isPerson ? "Somebody else" : "Another account id" }]),
  ];
  const said = choices.find(({ value }) => value === chosen)?.label;
  return (
    <Fold
      summary={question.sentence}
      aside={
        said ? (
          <>
            <Shape tone="fine" className="mr-1.5 align-[-0.1em] text-fine" />
            {said}
          </>
        ) : (
          counted(question.count, "row", "rows")
        )
      }
      open={answer.errors.length + text.errors.length > 0 || undefined}
    >
      <input type="hidden" name={`${name}.key`} value={question.key} />
      <Field
        name={`${name}.answer`}
        label={question.sentence}
        group
        hideLabel
        optional
        hint={
          <Link href={`/import/${id}?question=${encodeURIComponent(question.key)}#rows`} tone="quiet">
            {counted(question.count, "row", "rows")}: {question.rows.join(", ")}
            {question.count > question.rows.length ? ", …" : ""}
          </Link>
        }
      >
        <RadioGroup options={choices} onChange={setChosen} />
      </Field>
      {question.typed !== null && chosen === TYPED ? (
        <>
          <input type="hidden" name={`${name}.prefix`} value={question.typed} />
          <Field
            name={`${name}.text`}
            label={isPerson ? "Who it is" : "The account id"}
            className="mt-1 max-w-96 pl-6"
          >
            {isPerson ? <Combobox options={people} /> : <TextInput className="font-mono" />}
          </Field>
        </>
      ) : null}
    </Fold>
  );
}
