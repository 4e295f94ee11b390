import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { timeText } from "@/components/ui/time-text";
import type { ClosingDetail } from "@/lib/closings/queries/get-closing";

/** The sentence about now: what keeps it from being finished, or how it ended. */
export function ClosingOutcome({ closing }: { closing: ClosingDetail }) {
  const { cancelledAt, certifiedAt, standing, blockers, note } = closing;
  return (
    <>
      {note ? <Callout>{note}</Callout> : null}
      {cancelledAt ? (
        <Callout
          title={`Cancelled on ${timeText(cancelledAt, "datetime")} by ${closing.cancelledBy ?? "the system"}`}
        >
          “{closing.cancelReason}” What was not yet removed is wanted again.
        </Callout>
      ) : certifiedAt ? (
        <Callout tone="verified" title="Everything is taken back, with proof">
          The certificate was issued on {timeText(certifiedAt, "datetime")} by{" "}
          {closing.certifiedBy ?? "the system"}, and stands in the client’s room
          {closing.roomUntil ? `, which stays open until ${timeText(closing.roomUntil, "long")}` : ""}.{" "}
          <Link href={`/closings/${closing.id}/certificate`}>Show the certificate</Link>
        </Callout>
      ) : standing === "finished" ? (
        <Callout tone="verified" title="Finished: nothing of the client’s is held any more">
          {closing.lastMoment > closing.now
            ? `The certificate can be issued after ${timeText(closing.lastMoment, "datetime")}.`
            : "Issue the certificate; the client finds it in its room."}
        </Callout>
      ) : blockers.length > 0 ? (
        <Callout
          tone="attention"
          title={
            standing === "attested_complete"
              ? "Everything has evidence, and it is not finished"
              : "Before the certificate"
          }
        >
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
