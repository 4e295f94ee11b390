import type { PermissionRow } from "@/lib/accounts/policy-queries";
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
          <HeadCell key={role} width="w-22">
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
              <p className="mt-1 md:hidden">{inOneLine(row, roles)}</p>
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
    <span className="font-medium whitespace-nowrap">
      <span aria-hidden="true">✓ </span>
      {proof ? "confirmed" : "yes"}
    </span>
  );
}

function inOneLine(row: PermissionRow, roles: RoleColumn[]): string {
  const names = roles.filter(({ role }) => row.who.includes(role)).map(({ name }) => name);
  if (names.length === 0) return "✓ No role; the system alone";
  return names.length === roles.length ? "✓ Every role" : `✓ ${names.join(", ")}`;
}
