import { AccountId } from "@/components/ui/account-id";
import { counted } from "@/components/ui/counted";
import { Deadline } from "@/components/ui/deadline";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { VisitRow } from "@/lib/register/queries/list-visits";

const CLIENTS_SHOWN = 3;

/** The visits that are due: where, for whom, how much, by when. */
export function VisitsTable({ visits, now }: { visits: VisitRow[]; now: Date }) {
  return (
    <Table label="Visits" rows={visits.length}>
      <Head>
        <HeadCell>Where</HeadCell>
        <HeadCell width="w-72">For</HeadCell>
        <HeadCell width="w-40">To do</HeadCell>
        <HeadCell width="w-40" align="right">
          The first is due
        </HeadCell>
      </Head>
      <Body>
        {visits.map((visit) => (
          <Row key={visit.placeId}>
            <Cell heading mark={<PlatformMark letters={visit.platform.mark} name={visit.platform.name} />}>
              <CellMain href={`/work/visit/${visit.placeId}`}>{visit.placeName}</CellMain>
              <CellSub>
                {visit.platform.name} · <AccountId id={visit.accountId} copy={false} />
                {visit.accounts > 1 ? ` · ${visit.accounts} accounts` : null}
              </CellSub>
            </Cell>
            <Cell label="For">{clientsText(visit.clientNames)}</Cell>
            <Cell label="To do">
              {counted(visit.tasks, "task")}
              <CellSub tone={visit.overdue > 0 ? "critical" : "plain"}>
                {[
                  visit.overdue > 0 ? `${visit.overdue} overdue` : null,
                  visit.mine > 0 ? `${visit.mine} mine` : null,
                ]
                  .filter(Boolean)
                  .join(", ")}
              </CellSub>
            </Cell>
            <Cell label="Due" align="right">
              <Deadline due={visit.nextDueAt} now={now} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function clientsText(names: readonly string[]): string {
  if (names.length === 0) return "the studio";
  const shown = names.slice(0, CLIENTS_SHOWN).join(", ");
  return names.length > CLIENTS_SHOWN ? `${shown} and ${names.length - CLIENTS_SHOWN} more` : shown;
}
