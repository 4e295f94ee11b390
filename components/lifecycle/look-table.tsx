import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Deadline } from "@/components/ui/deadline";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { doneWords, doWords } from "./words";

/** The looks of a checklist: on which platform of which client, by whom, under which addresses, and what came of it. */
export function LookTable({ looks, label, now }: { looks: ChecklistRow[]; label: string; now: Date }) {
  const isOpen = (look: ChecklistRow) => look.attestedAt === null;
  const inOrder = looks.toSorted(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      (a.client?.name ?? "").localeCompare(b.client?.name ?? "", "en") ||
      a.number - b.number,
  );
  return (
    <Table label={label}>
      <Head>
        <HeadCell width="md:w-[36%]">Where</HeadCell>
        <HeadCell>By whom</HeadCell>
        <HeadCell width="w-40">When</HeadCell>
        <HeadCell>What came of it</HeadCell>
        <HeadCell hidden>What to do</HeadCell>
      </Head>
      <Body>
        {inOrder.map((look) => (
          <Row key={look.taskId}>
            <Cell
              heading
              mark={<PlatformMark letters={look.platform?.mark ?? "–"} name={look.platform?.name} />}
            >
              <CellMain href={`/work/${look.taskId}`}>{look.asset?.name ?? look.platform?.short}</CellMain>
              <CellSub>
                {look.client?.name ?? "the studio’s own"}
                {look.addedLater ? " · added later" : null}
              </CellSub>
            </Cell>
            <Cell label="By whom">
              {look.attestedBy ?? look.assignee ?? <span className="text-second">the security lead</span>}
            </Cell>
            <Cell label="When">
              {look.attestedAt ? (
                <Time value={look.attestedAt} as="moment" />
              ) : (
                <Deadline due={look.dueAt} now={now} />
              )}
            </Cell>
            <Cell label="What came of it">
              <Outcome look={look} />
            </Cell>
            <Cell actions>
              {isOpen(look) ? (
                <ButtonLink href={`/work/${look.taskId}`} size="small">
                  {doWords.look}
                </ButtonLink>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Outcome({ look }: { look: ChecklistRow }) {
  const found = look.found.map((find) => (
    <CellSub key={`${find.assetName} ${find.roleName} ${find.under}`}>
      found: {find.roleName} on {find.assetName}
      {find.taskNumber ? ` (T-${find.taskNumber})` : null}
    </CellSub>
  ));
  if (look.attestedAt === null)
    return found.length > 0 ? found : <span className="text-second">not looked yet</span>;
  const { text, tone } = doneWords(look);
  const under = [...new Set(look.evidence.flatMap((each) => each.lookedUnder))];
  return (
    <>
      <Badge tone={tone}>
        {look.state === "attested" && look.needsSecond ? `${text}, second pair of eyes asked` : text}
      </Badge>
      {found}
      {under.length > 0 ? <CellSub>under {under.join(", ")}</CellSub> : null}
    </>
  );
}
