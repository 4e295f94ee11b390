import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Emergency } from "@/lib/requests/queries/emergencies";

/** Access that was taken in emergencies: who, on what, when, and what came of the review. */
export function EmergencyTable({ emergencies, now }: { emergencies: Emergency[]; now: Date }) {
  return (
    <Table label="Emergencies" rows={emergencies.length}>
      <Head>
        <HeadCell>What was taken</HeadCell>
        <HeadCell width="w-56">Account</HeadCell>
        <HeadCell width="w-44">Taken</HeadCell>
        <HeadCell width="w-44">Review</HeadCell>
      </Head>
      <Body>
        {emergencies.map((emergency) => (
          <Row key={emergency.id}>
            <Cell heading>
              <CellMain href={`/emergency/${emergency.id}`}>
                {`${emergency.person.name}: ${emergency.roles.join(" and ")}`}
              </CellMain>
              <CellSub>
                {emergency.name} · “{emergency.reason}”
              </CellSub>
            </Cell>
            <Cell
              label="Account"
              mark={<PlatformMark letters={emergency.platform.mark} name={emergency.platform.name} />}
            >
              {emergency.asset.name}
              <CellSub>{emergency.clientName ?? "The studio’s own"}</CellSub>
            </Cell>
            <Cell label="Taken">
              <Time value={emergency.takenAt} as="datetime" />
              <CellSub>{emergency.held.length > 0 ? "not yet proved gone" : "gone, with proof"}</CellSub>
            </Cell>
            <Cell label="Review">
              <ReviewState emergency={emergency} now={now} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** What the review said, or until when it has to be made. */
export function ReviewState({ emergency, now }: { emergency: Emergency; now: Date }) {
  if (emergency.verdict === null) return <Deadline due={emergency.reviewDueAt} now={now} label="review" />;
  return (
    <>
      {emergency.verdict === "justified" ? (
        <Badge tone="fine">Justified</Badge>
      ) : (
        <Badge tone="critical">Not justified</Badge>
      )}
      <CellSub>by {emergency.reviewedBy}</CellSub>
    </>
  );
}
