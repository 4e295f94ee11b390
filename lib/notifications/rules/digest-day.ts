/** The hour at which digests are written, UTC. */
export const DIGEST_HOUR = 7;

/** The moment at which the latest digest was due: today's, or yesterday's before its hour. */
export function digestMoment(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), DIGEST_HOUR);
  return new Date(now.getTime() >= today ? today : today - 86_400_000);
}

/** One digest a day for one person: the cause of its mail. */
export const digestCause = (personId: string, moment: Date): string =>
  `digest of ${moment.toISOString().slice(0, 10)} for ${personId}`;
