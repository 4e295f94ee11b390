import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { Tone } from "@/components/ui/shape";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { CalendarKind, CalendarRow } from "@/lib/lifecycle/queries/list-calendar";

const words: Record<CalendarKind, { word: string; past: string; tone: Tone }> = {
  joins: { word: "joins", past: "joined", tone: "fine" },
  moves: { word: "changes role", past: "changed role", tone: "plain" },
  leaves: { word: "leaves", past: "left", tone: "attention" },
  contract_ends: { word: "contract ends", past: "contract ended", tone: "attention" },
  away: { word: "goes away", past: "went away", tone: "plain" },
  returns: { word: "expected back", past: "returned", tone: "plain" },
};

/** The days of one week: who joins, changes their role, leaves, goes away and returns. */
export function CalendarTable({ label, rows, now }: { label: string; rows: CalendarRow[]; now: Date }) {
  return (
    <Table label={label}>
      <Head>
        <HeadCell width="md:w-[18%]">Day</HeadCell>
        <HeadCell width="md:w-[38%]">Who</HeadCell>
        <HeadCell width="md:w-[20%]">What</HeadCell>
        <HeadCell>Where it stands</HeadCell>
      </Head>
      <Body>
        {rows.map((row) => (
          <Row key={`${row.kind} ${row.personId} ${row.departureId ?? row.absenceId ?? row.moveId ?? ""}`}>
            <Cell>
              <Time value={row.kind === "leaves" ? new Date(row.at.getTime() - 1) : row.at} as="short" />
            </Cell>
            <Cell heading>
              <CellMain href={hrefOf(row)}>{row.personName}</CellMain>
              {row.personTitle ? <CellSub>{row.personTitle}</CellSub> : null}
            </Cell>
            <Cell label="What">
              <Badge tone={row.over ? "plain" : words[row.kind].tone}>
                {row.over || (row.kind === "leaves" && row.at <= now)
                  ? words[row.kind].past
                  : words[row.kind].word}
              </Badge>
            </Cell>
            <Cell label="Where it stands">{standingOf(row)}</Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** Null where there is nothing to say: then the cell takes no line on a phone. */
function standingOf({ kind, over, departureId, left, total }: CalendarRow): ReactNode {
  if (kind === "leaves" && over)
    return <Link href={`/departures/${departureId}/certificate`}>Certificate</Link>;
  if (kind === "leaves")
    return total === 0 ? "nothing to take back" : left === 0 ? "all done" : `${left} of ${total} to do`;
  if (kind === "contract_ends") return "starts by itself a week before";
  if (kind === "joins" && !over) return "nothing is given before";
  if (kind === "returns" && !over) return "each key is confirmed then";
  return null;
}

function hrefOf({ kind, departureId, absenceId, moveId, personId }: CalendarRow): string {
  if (kind === "joins") return `/people/${personId}/join`;
  if (departureId) return `/departures/${departureId}`;
  if (moveId) return `/moves/${moveId}`;
  return absenceId ? `/departures/absences/${absenceId}` : `/people/${personId}`;
}
