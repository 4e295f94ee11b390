import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { timeText } from "@/components/ui/time-text";
import type { Reopened } from "@/lib/lifecycle/queries/list-departures";

/** On Today: people who have left and were seen again. Each stands until their departure is certified anew. */
export function ReopenedCallouts({ departures }: { departures: Reopened[] }) {
  return departures.map(({ id, number, personName, reopenedAt, reopenReason }) => (
    <Callout
      key={id}
      tone="critical"
      title={`${personName} has left and was seen again`}
      actions={
        <ButtonLink size="small" href={`/departures/${id}`}>
          See D-{number}
        </ButtonLink>
      }
    >
      {reopenReason} The departure is open again since {timeText(reopenedAt, "datetime")}.
    </Callout>
  ));
}
