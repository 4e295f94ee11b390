const DAY = 86_400_000;

/** Until when a kit is asked for: the end of the engagement's last day, a year on at most. */
export function kitEnd(lastDay: Date | null, now: Date): Date {
  const year = new Date(now.getTime() + 364 * DAY);
  const over = lastDay && new Date(lastDay.getTime() + DAY - 1_000);
  return over && over < year ? over : year;
}
