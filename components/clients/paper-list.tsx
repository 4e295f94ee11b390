import { Badge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import type { EngagementDetail } from "@/lib/clients/queries/get-engagement";
import { dataAtEndText } from "./data-at-end";

/** From when until when an engagement runs, and what was signed. */
export function PaperList({ engagement }: { engagement: EngagementDetail }) {
  return (
    <DefinitionList
      items={[
        { term: "First day", value: <Time value={engagement.startsOn} /> },
        {
          term: "Last day",
          value: engagement.endsOn ? <Time value={engagement.endsOn} /> : "until further notice",
        },
        {
          term: "Ended",
          value: engagement.endedAt ? <Time value={engagement.endedAt} as="datetime" /> : null,
        },
        { term: "Agreement", value: paper(engagement.agreementRef, engagement.agreementSignedOn) },
        { term: "DPA", value: paper(engagement.dpaRef, engagement.dpaSignedOn) },
        { term: "Data at the end", value: dataAtEndText(engagement.dataAgreed) },
      ]}
    />
  );
}

function paper(reference: string | null, signedOn: Date | null) {
  if (!reference) return <Badge tone="high">not on file</Badge>;
  return (
    <>
      {reference}
      {signedOn ? (
        <span className="block text-sm text-third">
          signed <Time value={signedOn} />
        </span>
      ) : null}
    </>
  );
}
