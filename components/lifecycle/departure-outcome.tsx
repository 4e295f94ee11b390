import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { timeText } from "@/components/ui/time-text";
import type { DepartureDetail } from "@/lib/lifecycle/queries/get-departure";
import type { KeyToAskAgain } from "@/lib/lifecycle/read-to-ask-again";

/** The sentence about now: what keeps it from being finished, or how it ended. */
export function DepartureOutcome({ departure }: { departure: DepartureDetail }) {
  const { cancelledAt, certifiedAt, standing, blockers, note } = departure;
  return (
    <>
      {note ? <Callout>{note}</Callout> : null}
      {departure.reopenedAt && !cancelledAt ? (
        <Callout
          tone={certifiedAt ? "plain" : "critical"}
          title={`Seen again, and opened again on ${timeText(departure.reopenedAt, "datetime")}`}
        >
          {departure.reopenReason} What was certified before stays as it was issued.{" "}
          {certifiedAt ? null : (
            <Link href={`/departures/${departure.id}/certificate`}>Show that certificate</Link>
          )}
        </Callout>
      ) : null}
      {cancelledAt ? (
        <Callout
          title={`Cancelled on ${timeText(cancelledAt, "datetime")} by ${departure.cancelledBy ?? "the system"}`}
        >
          “{departure.cancelReason}” What was not yet removed is wanted again.
        </Callout>
      ) : certifiedAt ? (
        <Callout
          tone="verified"
          title="Every key is taken back, with proof"
          actions={
            <ButtonLink size="small" href={`/seen?person=${departure.personId}`}>
              I still see this person
            </ButtonLink>
          }
        >
          The certificate was issued on {timeText(certifiedAt, "datetime")} by{" "}
          {departure.certifiedBy ?? "the system"}.
        </Callout>
      ) : standing === "finished" ? (
        <Callout tone="verified" title="Finished: no key and no path is left">
          {departure.lastMoment > departure.now
            ? `The certificate can be issued after ${timeText(departure.lastMoment, "datetime")}.`
            : "Issue the certificate; it also ends their stay."}
        </Callout>
      ) : standing === "attested_complete" ? (
        <Callout tone="attention" title="Everything has evidence, and it is not finished">
          <ul className="list-disc pl-4">
            {blockers.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </>
  );
}

/** What was removed before the departure was cancelled: it comes back only by being asked for. */
export function AskAgain({ keys }: { keys: KeyToAskAgain[] }) {
  return (
    <Section
      title={`To be asked for again: ${keys.length}`}
      lead="These were gone, or not yet given, when the departure was cancelled."
      link={<Link href="/requests/new">Ask for access</Link>}
    >
      <Table label="To be asked for again">
        <Head>
          <HeadCell width="md:w-1/2">Key</HeadCell>
          <HeadCell>Role</HeadCell>
        </Head>
        <Body>
          {keys.map((key) => (
            <Row key={key.grantId}>
              <Cell heading mark={<PlatformMark letters={key.platformMark} name={key.platformName} />}>
                <CellMain href={`/assets/${key.assetId}`}>{key.assetName}</CellMain>
                <CellSub>{key.clientName ?? "the studio’s own"}</CellSub>
              </Cell>
              <Cell label="Role">{key.roleName}</Cell>
            </Row>
          ))}
        </Body>
      </Table>
    </Section>
  );
}
