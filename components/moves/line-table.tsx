import type { ReactNode } from "react";
import { RoleRung } from "@/components/requests/role-rung";
import { counted } from "@/components/ui/counted";
import { Section } from "@/components/ui/page";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { ShownLine } from "@/lib/moves/queries/show-lines";
import { verdictOrder, verdictWords } from "./words";

/** The lines of a move in their four groups; `decide` is what stands at the end of each line. */
export function LineGroups<Of>({
  lines,
  decide,
  decideTitle = "Decision",
}: {
  lines: readonly ShownLine<Of>[];
  decide?: (line: ShownLine<Of>) => ReactNode;
  decideTitle?: string;
}) {
  return (
    <>
      {verdictOrder.map((verdict) => {
        const of = lines.filter((line) => line.verdict === verdict);
        const { title, lead } = verdictWords[verdict];
        return of.length > 0 ? (
          <LineTable
            key={verdict}
            title={title}
            lead={lead}
            lines={of}
            decide={decide}
            decideTitle={decideTitle}
          />
        ) : null;
      })}
    </>
  );
}

/** Lines of one kind, under its title with their number. */
export function LineTable<Of>({
  title,
  lead,
  lines,
  decide,
  decideTitle,
}: {
  title: string;
  lead: string;
  lines: readonly ShownLine<Of>[];
  decide?: ((line: ShownLine<Of>) => ReactNode) | undefined;
  decideTitle?: string | undefined;
}) {
  const proposed = lines.every((line) => line.verdict === "propose");
  return (
    <Section title={`${title}: ${counted(lines.length, "line")}`} lead={lead}>
      <Table label={title}>
        <Head>
          <HeadCell width="w-1/4">Account</HeadCell>
          <HeadCell width="w-1/4">{proposed ? "Smallest role" : "Role"}</HeadCell>
          <HeadCell>Why</HeadCell>
          {decide ? <HeadCell width="w-60">{decideTitle}</HeadCell> : null}
        </Head>
        <Body>
          {lines.map((line) => (
            <Row key={`${line.asset.id} ${line.from?.name} ${line.because}`}>
              <Cell heading mark={<PlatformMark letters={line.asset.mark} name={line.asset.platformName} />}>
                <CellMain>{line.asset.name}</CellMain>
                <CellSub>{line.asset.clientName ?? "The studio’s own"}</CellSub>
              </Cell>
              <Cell label="Role">
                <Roles line={line} />
              </Cell>
              <Cell label="Why">{line.because}</Cell>
              {decide ? <Cell>{decide(line)}</Cell> : null}
            </Row>
          ))}
        </Body>
      </Table>
    </Section>
  );
}

/** What is held, and, where it is lowered, what takes its place. */
function Roles<Of>({ line: { from, to, verdict } }: { line: ShownLine<Of> }) {
  return (
    <div className="flex flex-col gap-0.5">
      {from ? (
        <RoleRung rung={from} above={verdict === "lower"} />
      ) : verdict === "propose" ? null : (
        "a role that is retired"
      )}
      {to ? (
        <div className="flex items-baseline gap-1.5">
          {from ? (
            <span className="text-third">
              <span aria-hidden="true">to</span>
              <span className="sr-only">becomes</span>
            </span>
          ) : null}
          <RoleRung rung={to} />
        </div>
      ) : null}
    </div>
  );
}
