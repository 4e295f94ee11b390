import type { Commitments } from "@/lib/clients/rules/commitments";
import type { Room } from "@/lib/register/queries/get-room";
import { Badge } from "../ui/badge";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** What the studio has promised under an engagement, to the client itself. */
function promises(of: Commitments): string[] {
  return [
    of.clientApprovesGrants ? "Nobody gets a key without your yes." : null,
    of.longestGrantDays ? `No key lasts longer than ${of.longestGrantDays} days.` : null,
    of.reviewIntervalDays ? `Every key is reviewed every ${of.reviewIntervalDays} days.` : null,
    of.notificationHours ? `You are told of an incident within ${of.notificationHours} hours.` : null,
    of.clientMfaRequired ? "You use a second factor on your side." : null,
    of.compliantDeviceRequired ? "Keys are used from devices that keep the studio’s rules." : null,
    of.subprocessorCategories.length > 0
      ? `Only these kinds of sub-processor: ${of.subprocessorCategories.join(", ")}.`
      : null,
  ].filter((promise) => promise !== null);
}

/** The engagements that run, with what was promised, their agreement and DPA. */
export function RoomPapers({ engagements }: { engagements: Room["engagements"] }) {
  if (engagements.length === 0) return <p className="text-second">No engagement is running.</p>;
  const missing = <Badge tone="high">not on file</Badge>;
  return (
    <Table label="Engagements" rows={engagements.length}>
      <Head>
        <HeadCell>Engagement</HeadCell>
        <HeadCell width="w-48">Runs</HeadCell>
        <HeadCell width="w-48">Agreement</HeadCell>
        <HeadCell width="w-48">Data processing addendum</HeadCell>
      </Head>
      <Body>
        {engagements.map((engagement) => (
          <Row key={engagement.id}>
            <Cell heading>
              <CellMain>{engagement.name}</CellMain>
              <ul className="text-sm text-third">
                {promises(engagement.commitments).map((promise) => (
                  <li key={promise}>{promise}</li>
                ))}
              </ul>
            </Cell>
            <Cell label="Runs">
              <Time value={engagement.startsOn} /> –{" "}
              {engagement.endsOn ? <Time value={engagement.endsOn} /> : "until further notice"}
            </Cell>
            <Cell label="Agreement">{engagement.agreementRef ?? missing}</Cell>
            <Cell label="DPA">{engagement.dpaRef ?? missing}</Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
