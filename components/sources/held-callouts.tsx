import type { HeldAlarm } from "@/lib/sources/held-queries";
import { ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { countedInWords, numberInWords, sentence } from "../ui/counted";
import { Time } from "../ui/time";

/** Sources of which something is held: each stands until somebody has decided. */
export function HeldCallouts({ alarms }: { alarms: HeldAlarm[] }) {
  return alarms.map(({ sourceId, sourceName, count, since, tooMany }) => (
    <Callout
      key={sourceId}
      tone={tooMany ? "critical" : "attention"}
      title={
        tooMany
          ? `${sourceName} reports more departures at once than is believable`
          : `${sourceName} reports ${countedInWords(count, "departure")} that could not be started`
      }
      actions={
        <ButtonLink size="small" href="/departures/held">
          Look at them
        </ButtonLink>
      }
    >
      {sentence(numberInWords(count))} {count === 1 ? "is" : "are"} held since{" "}
      <Time value={since} as="datetime" />: nothing was started, and nobody lost their access. Ask whether
      they really leave.
    </Callout>
  ));
}
