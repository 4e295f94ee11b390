import type { RolePolicy } from "@/lib/accounts/policy-queries";
import type { FormAction } from "@/lib/form-state";
import type { Choice } from "../ui/choices";
import { counted } from "../ui/counted";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { PolicyDialog, type Preset } from "./policy-dialog";

export type PolicyRow = RolePolicy & { roleName: string };

/** What counts as a sign-in for each role. With `change` a policy can be changed. */
export function PolicyTable({
  policies,
  ways,
  strictest,
  change,
}: {
  policies: PolicyRow[];
  ways: Choice[];
  /** What AAL3 sets. */
  strictest: Preset;
  change: FormAction | null;
}) {
  return (
    <Table label="Sign-in policy by role" rows={policies.length}>
      <Head>
        <HeadCell>Role</HeadCell>
        <HeadCell>Ways that count</HeadCell>
        <HeadCell>Passkeys</HeadCell>
        <HeadCell width="w-44">A session ends after</HeadCell>
        {change ? (
          <HeadCell width="w-28" hidden>
            Change
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {policies.map((policy) => (
          <Row key={policy.role}>
            <Cell heading>
              <CellMain>{policy.roleName}</CellMain>
              <CellSub tone={policy.caught > 0 ? "attention" : "plain"}>{standing(policy)}</CellSub>
            </Cell>
            <Cell label="Ways">
              <ul className="flex flex-col gap-0.5">
                {ways
                  .filter(({ value }) => policy.ways.some((way) => way === value))
                  .map(({ value, label }) => (
                    <li key={value}>{label}</li>
                  ))}
              </ul>
            </Cell>
            <Cell label="Passkeys">
              <CellMain>{required(policy)}</CellMain>
              <CellSub>{quiet(policy)}</CellSub>
            </Cell>
            <Cell label="Ends after">
              <CellMain>{policy.idleMinutes} min without a click</CellMain>
              <CellSub>{counted(policy.absoluteHours, "hour")} in any case</CellSub>
            </Cell>
            {change ? (
              <Cell actions>
                <PolicyDialog policy={policy} ways={ways} strictest={strictest} action={change} />
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function standing({ members, caught }: PolicyRow): string {
  const people = counted(members, "person", "people");
  if (caught === 0) return people;
  return `${people}, ${caught} of them still to set something up`;
}

function required({ passkeysRequired }: PolicyRow): string {
  return passkeysRequired === 0 ? "not required" : `${passkeysRequired} required`;
}

function quiet({ passkeysAsked, deviceBoundOnly }: PolicyRow): string {
  const bound = deviceBoundOnly ? "bound to one device only" : "synced ones count";
  return passkeysAsked === 0 ? bound : `${passkeysAsked} asked for, ${bound}`;
}
