import { type TimeStyle, timeText } from "./time-text";

/**
 * A moment as text, with the exact one in `dateTime` and, with its zone, in the title. `zone` writes the zone out:
 * for a time of day that decides something.
 */
export function Time({
  value,
  as = "date",
  timeZone = "UTC",
  zone = false,
}: {
  value: Date;
  as?: TimeStyle | undefined;
  timeZone?: string | undefined;
  zone?: boolean | undefined;
}) {
  return (
    <time
      dateTime={value.toISOString()}
      title={`${timeText(value, "datetime", timeZone)} ${timeZone}`}
      className="whitespace-nowrap"
    >
      {timeText(value, as, timeZone)}
      {zone ? ` ${timeZone}` : null}
    </time>
  );
}
