import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/page";
import type { TaskDetail } from "@/lib/register/queries/get-task";

/** The platform's own steps, numbered, with the real account id and identity to copy. */
export function StepList({ task }: { task: TaskDetail }) {
  const words = [
    ...(task.asset ? [{ text: task.asset.accountId, what: "account id" }] : []),
    ...(task.identity ? [{ text: task.identity, what: "identity" }] : []),
  ];
  return (
    <Section
      title={titleOf(task)}
      lead={
        task.stepsVerified
          ? undefined
          : "These steps are not confirmed by the platform’s documentation. Look twice."
      }
    >
      <Steps steps={task.steps} />
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {words.map((word) => (
          <li key={word.what} className="flex items-center gap-1 font-mono text-[0.8125rem]/5 text-second">
            {word.text} <CopyButton text={word.text} what={word.what} />
          </li>
        ))}
      </ul>
      {task.gate ? <p className="max-w-prose text-second">{task.gate}</p> : null}
    </Section>
  );
}

function titleOf({ kind, stepsAt }: TaskDetail): string {
  if (kind === "look" && stepsAt) return `Where people are listed in ${stepsAt}, and how one is taken away`;
  return stepsAt ? `The steps at ${stepsAt}` : "The steps";
}

/** A platform's steps, numbered. */
export function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="max-w-prose border-t border-strong">
      {steps.map((step, place) => (
        <li key={step} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2 border-b border-rule py-1.5">
          <span className="text-right text-third">{place + 1}</span>
          <span className="wrap-break-word">{step}</span>
        </li>
      ))}
    </ol>
  );
}
