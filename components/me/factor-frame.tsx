import type { ReactNode } from "react";
import type { Tone } from "../ui/shape";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The table of one kind of one's own factors. `began`: what its first date says. Pass `FactorRow`s. */
export function FactorFrame({
  label,
  kind,
  began = "Made",
  rows,
  children,
}: {
  label: string;
  /** "Passkey" */
  kind: string;
  began?: string;
  rows?: number;
  children: ReactNode;
}) {
  return (
    <Table label={label} rows={rows}>
      <Head>
        <HeadCell>{kind}</HeadCell>
        <HeadCell width="w-32">{began}</HeadCell>
        <HeadCell width="w-40">Last used</HeadCell>
        <HeadCell width="w-44" hidden>
          Change it
        </HeadCell>
      </Head>
      <Body>{children}</Body>
    </Table>
  );
}

/** A factor, since when there is one, when it was last used, and as children what can be done with it. */
export function FactorRow({
  name,
  sub,
  tone,
  began = "Made",
  since,
  used = null,
  muted,
  children,
}: {
  name: ReactNode;
  sub: ReactNode;
  tone?: Tone | undefined;
  began?: string;
  since: Date | null;
  /** When, or in words. */
  used?: Date | string | null;
  muted?: boolean;
  children: ReactNode;
}) {
  return (
    <Row muted={muted}>
      <Cell heading>
        <CellMain>{name}</CellMain>
        <CellSub tone={tone}>{sub}</CellSub>
      </Cell>
      <Cell label={since ? began : undefined}>{since ? <Time value={since} /> : null}</Cell>
      <Cell label={used ? "Last used" : undefined}>
        {used instanceof Date ? <Time value={used} as="datetime" /> : used}
      </Cell>
      <Cell actions>{children}</Cell>
    </Row>
  );
}
