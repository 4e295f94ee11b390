"use client";

import { Field } from "@/components/ui/field";
import { Select, TextInput } from "@/components/ui/inputs";

export type FollowUpAsked = {
  ids: string[];
  detail: string;
  kind: string;
  taskNumbers?: number[] | undefined;
};

/** As the register calls the end that a platform has of its own. */
const isEnd = (asked: Pick<FollowUpAsked, "kind">) => asked.kind === "platform_end";

const behind = {
  legend: "What stays behind on the platform",
  lead: "A removal is done when each has an answer: how it was looked after, or why it was left.",
  each: "What stays behind",
  example: "token revoked",
  answers: [
    { value: "done", label: "Looked after" },
    { value: "skipped", label: "Does not apply, or left" },
  ],
};

const ends = {
  legend: "The end on the platform",
  lead: "The platform can let go by itself. Say whether its own end is set, to which day, or why not.",
  each: "The end",
  example: "set, and seen in the list",
  answers: [
    { value: "done", label: "It is set" },
    { value: "skipped", label: "It is not set" },
  ],
};

/**
 * What a task asks besides: what may stay behind on the platform, and whether the platform's own end is set; of each
 * what was done about it, or why not. Nothing is chosen at first.
 */
export function FollowUpFields({ asked }: { asked: FollowUpAsked[] }) {
  const left = asked.filter((each) => !isEnd(each));
  return (
    <>
      <Group asked={left} from={0} words={behind} />
      <Group asked={asked.filter(isEnd)} from={left.length} words={ends} />
    </>
  );
}

/** Each label of a group has its number, for those who hear it without what stands beside it. */
function NumberedLabel({ text, number }: { text: string; number: number }) {
  return (
    <>
      {text}
      <span className="sr-only">, {number}</span>
    </>
  );
}

function Group({ asked, from, words }: { asked: FollowUpAsked[]; from: number; words: typeof behind }) {
  if (asked.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">{words.legend}</legend>
      <p className="max-w-prose text-sm text-third">{words.lead}</p>
      <ul className="border-t border-strong">
        {asked
          .map((each, index) => ({ ...each, place: from + index, number: index + 1 }))
          .map(({ ids, detail, taskNumbers, place, number }) => (
            <li
              key={ids[0]}
              className="grid gap-x-6 gap-y-2 border-b border-rule py-2.5 lg:grid-cols-[minmax(0,1fr)_26rem]"
            >
              <div className="min-w-0">
                {detail}
                {taskNumbers ? (
                  <p className="text-sm text-third">{taskNumbers.map((each) => `T-${each}`).join(", ")}</p>
                ) : null}
              </div>
              <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
                {ids.map((id, each) => (
                  <input key={id} type="hidden" name={`followUps[${place}].ids[${each}]`} value={id} />
                ))}
                <Field
                  name={`followUps[${place}].answer`}
                  label={<NumberedLabel text={words.each} number={number} />}
                >
                  <Select placeholder="Not answered" options={words.answers} />
                </Field>
                <Field name={`followUps[${place}].note`} label="How, or why not">
                  <TextInput placeholder={words.example} />
                </Field>
              </div>
            </li>
          ))}
      </ul>
    </fieldset>
  );
}
