import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { timeText } from "@/components/ui/time-text";
import type { TaskDetail } from "@/lib/register/queries/get-task";
import { outcomeWords } from "./words";

/** Where a task stands, as a sentence: who did it, who confirmed it, or why the viewer cannot. */
export function TaskStanding({ task }: { task: TaskDetail }) {
  if (task.state === "cancelled") return <Callout title="Cancelled">{task.cancelReason}</Callout>;
  return (
    <>
      {task.attested ? (
        <Callout
          tone={task.verified ? "verified" : task.awaitsSecond ? "attention" : "fine"}
          title={task.outcome ? sentence(outcomeWords[task.outcome]) : "Done"}
        >
          {task.attested.by ?? "Keyholder"} attested it on {timeText(task.attested.at, "datetime")}.{" "}
          {task.verified
            ? `${task.verified.by ?? "An observation"} confirmed it on ${timeText(task.verified.at, "datetime")}.`
            : task.awaitsSecond
              ? "An administrator, billing or personal-data role counts as done only when a second person has looked too."
              : "It counts as verified when a second person has looked."}
        </Callout>
      ) : null}
      {task.state === "invited" ? (
        <Callout tone="attention" title="The invitation is out">
          Until it is accepted or withdrawn, it is a live door.
        </Callout>
      ) : null}
      {task.state === "waiting_for_platform" ? (
        <Callout tone="attention" title="The platform waits">
          A second administrator has to agree there; nobody is mailed about it.
          {task.waitsUntil ? ` It lapses on ${timeText(task.waitsUntil, "datetime")} UTC.` : null}
        </Callout>
      ) : null}
      {task.waitsFor ? (
        <Callout tone="attention" title="The last administrator">
          Nobody else administers {task.waitsFor.assetName}. First comes{" "}
          <Link href={`/work/${task.waitsFor.successorId}`}>T-{task.waitsFor.successorNumber}</Link>: another
          administrator is there with proof, or the client takes it back.
        </Callout>
      ) : null}
      {task.kind === "name_successor" && task.group && task.cause !== "departure" ? (
        <Callout>
          It is done when the register knows another administrator of the account with a proof. If the client
          takes the account back, choose that, and say who administers it there.
        </Callout>
      ) : null}
      {task.whyNot ? <Callout>{task.whyNot}</Callout> : null}
    </>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
