import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ClosingOf } from "@/lib/closings/queries/closing-of";

/** On an engagement's or a client's page: that its end is under way, or certified. */
export function ClosingCallout({ closing }: { closing: ClosingOf["closing"] }) {
  if (!closing) return null;
  if (!closing.certifiedAt)
    return (
      <Callout tone="attention" title="The end is under way">
        {closing.whole ? "All work for the client ends, and everything" : "Everything that hangs on it"} is
        being taken back. <Link href={`/closings/${closing.id}`}>See how far it is (C-{closing.number})</Link>
      </Callout>
    );
  return (
    <Callout tone="verified" title="Closed out, with proof">
      The certificate was issued on <Time value={closing.certifiedAt} />.{" "}
      <Link href={`/closings/${closing.id}/certificate`}>Show the certificate</Link>
      {closing.roomUntil ? (
        <>
          . The client’s room stays open for it until <Time value={closing.roomUntil} />.
        </>
      ) : null}
    </Callout>
  );
}
