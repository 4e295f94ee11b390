import { Link } from "@/components/ui/link";
import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { EngagementDetail } from "@/lib/clients/queries/get-engagement";
import type { Commitments } from "@/lib/clients/rules/commitments";

const APPROVES = "The client approves each key";

const lines: { label: string; show: (of: Commitments) => string }[] = [
  { label: "Tell of an incident within", show: (of) => amount(of.notificationHours, "hours") },
  { label: "Review every", show: (of) => amount(of.reviewIntervalDays, "days") },
  { label: "Longest key", show: (of) => amount(of.longestGrantDays, "days") },
  { label: "MFA on the client’s side", show: (of) => required(of.clientMfaRequired) },
  { label: "Compliant device", show: (of) => required(of.compliantDeviceRequired) },
  { label: APPROVES, show: (of) => required(of.clientApprovesGrants) },
  {
    label: "Sub-processors",
    show: (of) => (of.subprocessorCategories.length > 0 ? of.subprocessorCategories.join(", ") : "no limit"),
  },
];

/** What counts for an engagement, and where it comes from: its papers, or the studio's default. */
export function CommitmentList({ engagement }: { engagement: EngagementDetail }) {
  const { own, effective } = engagement;
  return (
    <Table label="Commitments">
      <Head>
        <HeadCell>Commitment</HeadCell>
        <HeadCell>What counts</HeadCell>
      </Head>
      <Body>
        {lines.map(({ label, show }) => (
          <Row key={label}>
            <Cell heading>{label}</Cell>
            <Cell>
              {show(effective)}
              {show(own) === show(effective) ? null : (
                <CellSub>the studio’s default; the papers: {show(own)}</CellSub>
              )}
              {label === APPROVES && effective.clientApprovesGrants ? (
                <Approvers engagement={engagement} />
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

const amount = (n: number | null, unit: string) => (n === null ? "not said" : `${n} ${unit}`);
const required = (is: boolean) => (is ? "required" : "not required");

/** Who of the client can give its yes; where nobody can, how somebody can. */
function Approvers({ engagement: { approvers, client } }: { engagement: EngagementDetail }) {
  const { answers, invited } = approvers;
  if (answers.length > 0) return <CellSub>in the client’s room: {answers.join(", ")}</CellSub>;
  if (invited.length > 0) return <CellSub>invited to the client’s room: {invited.join(", ")}</CellSub>;
  return (
    <CellSub tone="attention">
      nobody of {client.name} can sign in: <Link href={`/clients/${client.id}`}>invite a contact</Link>
    </CellSub>
  );
}
