import { counted } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { SavedQuestion } from "@/lib/imports/save-plan";
import { QuestionField } from "./question-field";

const AT_ONCE = 12;

export type MeantPerson = { id: string; name: string; email: string | null };

/** The open questions, each for all rows that ask it; those with the most rows first. */
export function QuestionsForm({
  id,
  questions,
  people,
  action,
}: {
  id: string;
  questions: SavedQuestion[];
  people: MeantPerson[];
  action: FormAction;
}) {
  const shown = [...questions].sort((a, b) => b.count - a.count).slice(0, AT_ONCE);
  const rest = questions.length - shown.length;
  return (
    <Section
      title={counted(questions.length, "question", "questions")}
      lead="An answer counts for all rows that ask the same. What you leave open is not taken over, and can be answered later."
    >
      <CommandForm action={action} label="Answer the questions" className="flex flex-col gap-4">
        <input type="hidden" name="id" value={id} />
        <ol className="border-t border-strong">
          {shown.map((question, at) => (
            <li key={question.key} className="border-b border-rule py-3">
              <QuestionField id={id} at={at} question={question} people={people} />
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap items-center gap-4">
          <SubmitButton>Take these answers</SubmitButton>
          {rest > 0 ? (
            <span className="text-second">
              {counted(rest, "more question follows", "more questions follow")}.
            </span>
          ) : null}
        </div>
      </CommandForm>
    </Section>
  );
}
