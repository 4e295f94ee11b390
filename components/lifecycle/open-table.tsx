import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { counted } from "@/components/ui/counted";
import { Deadline } from "@/components/ui/deadline";
import { Body, Cell, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { timeText } from "@/components/ui/time-text";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { KeyCell, RoleCell } from "./entry-cells";
import { doWords } from "./words";

/** What is still open, worst first: what it reaches, who does it, by when. The first one has the main button. */
export function OpenTable({
  entries,
  label,
  now,
  leads = true,
  named,
}: {
  entries: ChecklistRow[];
  label: string;
  now: Date;
  leads?: boolean | undefined;
  /** Of one client: each key with whose it is, since they are several people's, and without whom it reaches. */
  named?: boolean | undefined;
}) {
  return (
    <Table label={label}>
      <Head>
        <HeadCell width="md:w-[36%]">Key</HeadCell>
        {named ? null : <HeadCell>Reaches</HeadCell>}
        <HeadCell>Role</HeadCell>
        <HeadCell>With</HeadCell>
        <HeadCell width="w-40">Due</HeadCell>
        <HeadCell hidden>What to do</HeadCell>
      </Head>
      <Body>
        {entries.map((entry, place) => (
          <Row key={entry.taskId}>
            <KeyCell entry={entry} named={named} />
            {named ? null : (
              <Cell label="Reaches">
                {entry.reaches > 0 ? (
                  <span className="md:whitespace-nowrap">{counted(entry.reaches, "client")}</span>
                ) : (
                  <span className="text-second">the studio</span>
                )}
              </Cell>
            )}
            <RoleCell entry={entry} />
            <Cell label="With">
              {entry.assignee ?? <span className="text-second">the security lead</span>}
            </Cell>
            <Cell label="Due">
              <Deadline due={entry.dueAt} now={now} />
            </Cell>
            <Cell actions>
              <NextStep entry={entry} main={leads && place === 0} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function NextStep({ entry, main }: { entry: ChecklistRow; main: boolean }) {
  if (entry.state === "waiting_for_platform")
    return (
      <Badge tone="attention">
        second administrator{entry.waitsUntil ? `, until ${timeText(entry.waitsUntil, "short")}` : ""}
      </Badge>
    );
  return (
    <ButtonLink href={`/work/${entry.taskId}`} tone={main ? "primary" : "plain"} size="small">
      {doWords[entry.kind]}
    </ButtonLink>
  );
}
