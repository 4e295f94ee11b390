import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { EngagementDetail } from "@/lib/clients/queries/get-engagement";
import type { Commitments } from "@/lib/clients/rules/commitments";

const lines: { label: string; show: (of: Commitments) => string }[] = [
  { label: "Tell of an incident within", show: (of) => amount(of.notificationHours, "hours") },
  { label: "Review every", show: (of) => amount(of.reviewIntervalDays, "days") },
  { label: "Longest key", show: (of) => amount(of.longestGrantDays, "days") },
  { label: "MFA on the client’s side", show: (of) => required(of.clientMfaRequired) },
  { label: "Compliant device", show: (of) => required(of.compliantDeviceRequired) },
  { label: "The client approves each key", show: (of) => required(of.clientApprovesGrants) },
  {
    label: "Sub-processors",
    show: (of) => (of.subprocessorCategories.length > 0 ? of.subprocessorCategories.join(", ") : "no limit"),
  },
];

/** What counts for an engagement, and where it comes from: its papers, or the studio's default. */
export function CommitmentList({ engagement: { own, effective } }: { engagement: EngagementDetail }) {
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
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

const amount = (n: number | null, unit: string) => (n === null ? "not said" : `${n} ${unit}`);
const required = (is: boolean) => (is ? "required" : "not required");
