import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";

/** What there is to say of a draft that was opened: that it is there no more, or what has ended since it was kept. */
export function DraftNotes({
  draft,
  askable,
  leftOut,
}: {
  draft: { clientName: string } | null;
  /** Whether its client can still be asked for. */
  askable: boolean;
  leftOut: string[];
}) {
  if (!draft)
    return (
      <Callout title="This draft is there no more" tone="attention">
        It was sent, thrown away, or nobody changed it for 90 days. Your others stand under <YourDrafts />.
      </Callout>
    );
  if (!askable)
    return (
      <Callout title={`Nothing can be asked at ${draft.clientName} any more`} tone="attention">
        It is no longer a client, or you do not work for it now. Throw this draft away under <YourDrafts />.
      </Callout>
    );
  if (leftOut.length === 0) return null;
  return (
    <Callout title="Since you kept this draft something has ended" tone="attention">
      {leftOut.join(" ")}
    </Callout>
  );
}

function YourDrafts() {
  return (
    <Link href="/requests?show=drafts" className="underline">
      your drafts
    </Link>
  );
}
