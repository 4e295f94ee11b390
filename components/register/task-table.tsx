import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { TaskRow } from "@/lib/register/queries/task-rows";
import { NoCustodian } from "./no-custodian";
import { riskWords, standingTone, standingWords } from "./words";

/** Tasks: what, where, how grave, whose, by when. */
export function TaskTable({
  tasks,
  now,
  label = "Tasks",
}: {
  tasks: TaskRow[];
  now: Date;
  label?: string | undefined;
}) {
  return (
    <Table label={label} rows={tasks.length}>
      <Head>
        <HeadCell>Task</HeadCell>
        <HeadCell width="w-28">Risk</HeadCell>
        <HeadCell width="w-36">Whose</HeadCell>
        <HeadCell width="w-52">State</HeadCell>
        <HeadCell width="w-36" align="right">
          Due
        </HeadCell>
      </Head>
      <Body>
        {tasks.map((task) => (
          <Row key={task.id} muted={task.group === null && !task.awaitsSecond}>
            <Cell
              heading
              mark={
                task.platform ? <PlatformMark letters={task.platform.mark} name={task.platform.name} /> : null
              }
            >
              <CellMain href={`/work/${task.id}`}>{task.title}</CellMain>
              <CellSub>
                T-{task.number}
                {task.clientName ? ` · ${task.clientName}` : null}
                {task.asset ? (
                  <>
                    {" · "}
                    <AccountId id={task.asset.accountId} copy={false} />
                  </>
                ) : null}
              </CellSub>
            </Cell>
            <Cell label="Risk">
              <span className={task.risk === "administrator" ? "font-medium text-critical" : "text-second"}>
                {riskWords[task.risk]}
              </span>
            </Cell>
            <Cell label="Whose">
              {task.assigneeName ?? <span className="text-third">nobody’s yet</span>}
              {task.withoutCustodian && task.group ? (
                <CellSub>
                  <NoCustodian />
                </CellSub>
              ) : null}
            </Cell>
            <Cell label="State">
              <Badge tone={standingTone(task)}>{standingWords(task)}</Badge>
            </Cell>
            <Cell label="Due" align="right">
              {task.group ? <Deadline due={task.dueAt} now={now} /> : null}
              {task.group && task.waitsUntil ? (
                <CellSub>
                  lapses <Deadline due={task.waitsUntil} now={now} />
                </CellSub>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
