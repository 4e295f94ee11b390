import { Badge } from "./badge";
import { deadlineText } from "./deadline-text";
import { timeText } from "./time-text";

/**
 * How near a due time is, worked out on the server for `now`: "● 2 h 10 min over", "▲ today, 17:00",
 * "tomorrow", "in 3 days". The exact time is in the title. `label` goes before it: "late: 2 h over".
 */
export function Deadline({
  due,
  now,
  timeZone = "UTC",
  label,
}: {
  due: Date;
  now: Date;
  timeZone?: string | undefined;
  label?: string | undefined;
}) {
  const { text, tone } = deadlineText(due, now, timeZone);
  const time = (
    <time dateTime={due.toISOString()} title={`${timeText(due, "datetime", timeZone)} ${timeZone}`}>
      {label ? `${label}: ${text}` : text}
    </time>
  );
  return tone === "plain" ? time : <Badge tone={tone}>{time}</Badge>;
}
