/** A departure that runs, and what the source has said of its last moment before. */
export type RunningDeparture = {
  lastMoment: Date;
  /** The source has said something of it before. */
  said: boolean;
  saidMoment: Date | null;
};

/**
 * Whether a source's word of another last moment moves a departure that runs. What the source has said before is no
 * news, for a person may have moved it since and knows better; nor is, of who has gone, when exactly that was. A source
 * that did not begin it can bring the end nearer, and not put it off.
 */
export function lastDayMoves(
  to: Date,
  { lastMoment, said, saidMoment }: RunningDeparture,
  now: Date,
): boolean {
  if (to.getTime() === lastMoment.getTime()) return false;
  const isGone = (moment: Date | null) => moment !== null && moment <= now;
  if (isGone(to) && (isGone(lastMoment) || (said && isGone(saidMoment)))) return false;
  return said ? saidMoment?.getTime() !== to.getTime() : to < lastMoment;
}
