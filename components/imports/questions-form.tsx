import { counted } from "@/components/ui/counted";
import { Fold } from "@/components/ui/fold";
import { CommandForm } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { SavedQuestion } from "@/lib/imports/save-plan";
import { QuestionField } from "./question-field";

/** So few that the rows still begin on the first screen; the next ones unfold. */
const IN_SIGHT = 5;
const AT_ONCE = 20;

type MeantPerson = { id: string; name: string; email: string | null };

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
  const asked = [...questions].sort((a, b) => b.count - a.count).slice(0, AT_ONCE);
  const below = asked.slice(IN_SIGHT);
  const later = questions.length - asked.length;
  // One list for all of them, so that it is sent once.
  const options = people.map((person) => ({
    value: person.id,
    label: person.name,
    sub: person.email ?? undefined,
  }));
  const list = (shown: SavedQuestion[], from: number) => (
    <ol start={from + 1}>
      {shown.map((question, place) => (
        <li key={question.key} className="border-b border-rule">
          <QuestionField id={id} at={from + place} question={question} people={options} />
        </li>
      ))}
    </ol>
  );
  return (
    <Section
      title={counted(questions.length, "question", "questions")}
      lead="An answer counts for all rows that ask the same. What you leave open is not taken over, and can be answered later."
    >
      <CommandForm action={action} label="Answer the questions" className="flex flex-col gap-3">
        <input type="hidden" name="id" value={id} />
        <div className="border-t border-strong">
          {list(asked.slice(0, IN_SIGHT), 0)}
          {below.length > 0 ? (
            <Fold
              summary={
                <span className="text-accent">
                  {counted(below.length, "more question", "more questions")}
                </span>
              }
            >
              <div className="border-t border-rule">{list(below, IN_SIGHT)}</div>
              {later > 0 ? (
                <p className="pt-2 text-second">
                  {counted(later, "more follows", "more follow")} when these are answered.
                </p>
              ) : null}
            </Fold>
          ) : null}
        </div>
        <SubmitButton className="self-start">Take these answers</SubmitButton>
      </CommandForm>
    </Section>
  );
}
