import { AccountId } from "@/components/ui/account-id";
import { Deadline } from "@/components/ui/deadline";
import { DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { TaskDetail } from "@/lib/register/queries/get-task";
import { NoCustodian } from "./no-custodian";
import { causeWords, grantWords, kindWords, riskWords } from "./words";

/** What a task is about: who, where, which roles, why, whose, by when. */
export function TaskFacts({ task, now }: { task: TaskDetail; now: Date }) {
  return (
    <DefinitionList
      items={[
        { term: "Kind", value: kindWords[task.kind] },
        {
          term: "Due",
          value: task.group ? (
            <Deadline due={task.dueAt} now={now} />
          ) : (
            <Time value={task.dueAt} as="datetime" zone />
          ),
        },
        {
          term: "Lapses",
          value: task.waitsUntil && task.group ? <Deadline due={task.waitsUntil} now={now} /> : null,
        },
        { term: "Risk", value: riskWords[task.risk] },
        { term: "Whose", value: task.assigneeName ?? "nobody’s yet" },
        { term: "Custodian", value: task.withoutCustodian ? <NoCustodian /> : task.custodian },
        { term: "About", value: task.subjectName },
        { term: "Identity", value: task.identity === task.subjectName ? null : task.identity },
        { term: "Client", value: task.clientName },
        {
          term: "Account",
          value: task.asset ? <Link href={`/assets/${task.asset.id}`}>{task.asset.name}</Link> : null,
        },
        { term: "Platform", value: task.platform?.name },
        {
          term: "Account id",
          value: task.asset ? <AccountId id={task.asset.accountId} full /> : null,
        },
        {
          term: "Moves",
          value:
            task.grants.length > 0 ? (
              <ul>
                {task.grants.map((grant) => (
                  <li key={grant.grantId}>
                    {grant.effect === "add" ? "+ " : "− "}
                    <Link href={`/register/${grant.grantId}`} className="underline">
                      {grant.roleName}
                    </Link>{" "}
                    <span className="text-third">{grantWords[grant.state]}</span>
                  </li>
                ))}
              </ul>
            ) : null,
        },
        { term: "Because of", value: causeLink(task) },
      ]}
    />
  );
}

function causeLink({ cause, causeId }: TaskDetail) {
  const path = cause === "departure" ? "/departures" : null;
  return path && causeId ? <Link href={`${path}/${causeId}`}>{causeWords[cause]}</Link> : causeWords[cause];
}
