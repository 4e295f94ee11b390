import type { PermissionRow } from "@/lib/accounts/policy-queries";
import { Shape } from "../ui/shape";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";

export type RoleColumn = { role: PermissionRow["who"][number]; name: string };

/** What each role may do, of one kind: marks with words by role; on a phone the roles as a list. */
export function PermissionTable({
  label,
  rows,
  roles,
}: {
  label: string;
  rows: PermissionRow[];
  roles: RoleColumn[];
}) {
  return (
    <Table label={label} rows={rows.length}>
      <Head>
        <HeadCell>May</HeadCell>
        {roles.map(({ role, name }) => (
          <HeadCell key={role} width="w-25">
            {name}
          </HeadCell>
        ))}
      </Head>
      <Body>
        {rows.map((row) => (
          <Row key={row.permission}>
            <Cell heading>
              <CellMain>{row.does}</CellMain>
              {row.proof ? <CellSub>{proofs[row.proof]}</CellSub> : null}
              {row.ownRule ? <CellSub>{row.ownRule}</CellSub> : null}
              {row.limited ? <CellSub>Also while one still has to set up how one signs in.</CellSub> : null}
              <p className="mt-1 flex gap-1.5 md:hidden">
                <Shape tone="fine" className="mt-1" />
                <span className="min-w-0">{inOneLine(row, roles)}</span>
              </p>
            </Cell>
            {roles.map(({ role }) => (
              <td key={role} className="py-2 pr-4 align-top last:pr-0 max-md:hidden">
                <Mark may={row.who.includes(role)} proof={row.proof !== null} />
              </td>
            ))}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

const proofs = {
  fresh: "Confirmed each time with a passkey or a security key.",
  strongest: "Confirmed each time with the strongest that one has.",
} as const;

function Mark({ may, proof }: { may: boolean; proof: boolean }) {
  if (!may) return <span className="text-third">no</span>;
  return (
    <span className="inline-flex items-center gap-1.25 font-medium">
      <Shape tone="fine" />
      {proof ? "confirmed" : "yes"}
    </span>
  );
}

function inOneLine(row: PermissionRow, roles: RoleColumn[]): string {
  const names = roles.filter(({ role }) => row.who.includes(role)).map(({ name }) => name);
  if (names.length === 0) return "No role; the system alone";
  return names.length === roles.length ? "Every role" : names.join(", ");
}
