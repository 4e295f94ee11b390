import { Timeline } from "@/components/ui/timeline";
import type { AuditRow } from "@/lib/audit/queries";
import { actionInWords } from "./action-words";
import { ValueDifference } from "./value-difference";

/** One object's own history, for its page: newest first, with what changed. */
export function ObjectHistory({ events }: { events: AuditRow[] }) {
  return (
    <Timeline
      events={events.map((event) => ({
        id: String(event.seq),
        at: event.at,
        who: event.actorName,
        what: actionInWords(event.action),
        detail: (
          <>
            {event.reason ? <p>“{event.reason}”</p> : null}
            <ValueDifference before={event.before} after={event.after} />
          </>
        ),
      }))}
    />
  );
}
