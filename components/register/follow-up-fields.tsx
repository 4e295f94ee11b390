"use client";

import { Field } from "@/components/ui/field";
import { Select, TextInput } from "@/components/ui/inputs";

export type FollowUpAsked = { ids: string[]; detail: string; taskNumbers?: number[] | undefined };

const answers = [
  { value: "done", label: "Looked after" },
  { value: "skipped", label: "Does not apply, or left" },
];

/** What may stay behind on the platform: of each what was done about it, or why not. Nothing is chosen at first. */
export function FollowUpFields({ asked }: { asked: FollowUpAsked[] }) {
  if (asked.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">What stays behind on the platform</legend>
      <p className="max-w-prose text-sm text-third">
        A removal is done when each has an answer: how it was looked after, or why it was left.
      </p>
      <ul className="border-t border-strong">
        {asked.map(({ ids, detail, taskNumbers }, place) => (
          <li
            key={ids[0]}
            className="grid gap-x-6 gap-y-2 border-b border-rule py-2.5 lg:grid-cols-[minmax(0,1fr)_26rem]"
          >
            <div className="min-w-0">
              {detail}
              {taskNumbers ? (
                <p className="text-sm text-third">{taskNumbers.map((number) => `T-${number}`).join(", ")}</p>
              ) : null}
            </div>
            <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
              {ids.map((id, each) => (
                <input key={id} type="hidden" name={`followUps[${place}].ids[${each}]`} value={id} />
              ))}
              <Field name={`followUps[${place}].answer`} label={`What stays behind, ${place + 1}`}>
                <Select placeholder="Not answered" options={answers} />
              </Field>
              <Field name={`followUps[${place}].note`} label="How, or why not">
                <TextInput placeholder="token revoked; none was there" />
              </Field>
            </div>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
