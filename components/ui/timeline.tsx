import type { ReactNode } from "react";
import { Shape, type Tone, toneText } from "./shape";
import { Time } from "./time";

export type TimelineEvent = {
  id: string;
  at: Date;
  who: ReactNode;
  /** What happened, as words that follow the name: "approved Viewer on Saffron Hotels". */
  what: ReactNode;
  detail?: ReactNode;
  tone?: Tone | undefined;
};

/** What happened, newest first as given: time, who, what, and one quiet line. */
export function Timeline({
  events,
  timeZone,
  empty = "Nothing has happened yet.",
}: {
  events: TimelineEvent[];
  timeZone?: string | undefined;
  empty?: ReactNode;
}) {
  if (events.length === 0) return <p className="text-second">{empty}</p>;
  return (
    <ol className="border-t border-strong">
      {events.map((event) => (
        <li
          key={event.id}
          className="grid gap-x-4 border-b border-rule py-2 sm:grid-cols-[10rem_minmax(0,1fr)]"
        >
          <span className="text-third">
            <Time value={event.at} as="datetime" timeZone={timeZone} />
          </span>
          <div className="min-w-0">
            <div>
              {event.tone ? (
                <span className={toneText[event.tone]}>
                  <Shape tone={event.tone} className="-mt-0.5 mr-1.5 align-middle" />
                </span>
              ) : null}
              <span className="font-medium">{event.who}</span> {event.what}
            </div>
            {event.detail ? <div className="mt-0.5 text-sm text-third">{event.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
