import { type TimeStyle, timeText } from "./time-text";

/** A moment as text, with the exact one in `dateTime` and, with its zone, in the title. */
export function Time({
  value,
  as = "date",
  timeZone = "UTC",
}: {
  value: Date;
  as?: TimeStyle | undefined;
  timeZone?: string | undefined;
}) {
  return (
    <time
      dateTime={value.toISOString()}
      title={`${timeText(value, "datetime", timeZone)} ${timeZone}`}
      className="whitespace-nowrap"
    >
      {timeText(value, as, timeZone)}
    </time>
  );
}
