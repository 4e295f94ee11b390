import { RoleRung } from "@/components/requests/role-rung";
import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { Kits, ShownLine } from "@/lib/requests/queries/get-kits";

/** What each role of an engagement needs on which accounts, with the smallest role that does it. */
export function KitList({ kits, edit }: { kits: Kits; edit: ((role: string) => string) | null }) {
  return (
    <div className="flex flex-col gap-5">
      {kits.kits.map(({ role, lines }) => (
        <section key={role} className="flex flex-col gap-1.5">
          <div className="flex items-baseline justify-between gap-4">
            <h3 className="font-medium">{role}</h3>
            {edit ? (
              <Link href={edit(role)}>
                Change<span className="sr-only"> the kit of {role}</span>
              </Link>
            ) : null}
          </div>
          <Table label={`Kit of ${role}`}>
            <Head>
              <HeadCell width="w-2/5">Account</HeadCell>
              <HeadCell width="w-[28%]">What has to be done</HeadCell>
              <HeadCell>Smallest role for it</HeadCell>
            </Head>
            <Body>
              {lines.map((line) => (
                <Row key={line.id}>
                  <AccountCell line={line} />
                  <Cell label="Work">{line.work}</Cell>
                  <Cell label="Role">
                    <SmallestRole line={line} />
                  </Cell>
                </Row>
              ))}
            </Body>
          </Table>
        </section>
      ))}
      {kits.kits.length === 0 ? (
        <p className="text-second">
          No role has a kit yet.{edit ? " Make one, or copy those of another engagement." : ""}
        </p>
      ) : null}
      {kits.rolesWithout.length > 0 ? (
        <ul className="flex flex-col gap-1 text-second">
          {kits.rolesWithout.map((role) => (
            <li key={role}>
              {role} has no kit.{" "}
              {edit ? (
                <Link href={edit(role)} className="underline">
                  Make the kit of {role}
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The account of a line: mark, name, id. `link` leads to its page, for who may open it. */
export function AccountCell({ line, link = true }: { line: ShownLine; link?: boolean }) {
  return (
    <Cell heading mark={<PlatformMark letters={line.mark} name={line.platformName} />}>
      <CellMain href={link ? `/assets/${line.assetId}` : undefined}>{line.name}</CellMain>
      <CellSub>
        <AccountId id={line.accountId} copy={false} />
      </CellSub>
    </Cell>
  );
}

/** The smallest role of a line, or that none does the work. */
export function SmallestRole({ line }: { line: ShownLine }) {
  if (!line.rung) return <Badge tone="high">no role does all of this</Badge>;
  return (
    <>
      <RoleRung rung={line.rung} />
      {line.unverified ? (
        <CellSub tone="attention">What this role can do is not verified in the catalogue.</CellSub>
      ) : null}
    </>
  );
}
