const DAY = 86_400_000;

type Candidate = {
  startsOn: Date;
  endsOn: Date | null;
  /** Who works on it now. */
  workers: readonly string[];
};

/** Those that run now; all of them where none does, so that the reason why not can be said of one. */
export function runningEngagements<Engagement extends Pick<Candidate, "startsOn" | "endsOn">>(
  engagements: readonly Engagement[],
  now: Date,
): readonly Engagement[] {
  const running = engagements.filter(
    ({ startsOn, endsOn }) => startsOn <= now && (endsOn === null || endsOn.getTime() + DAY > now.getTime()),
  );
  return running.length > 0 ? running : engagements;
}

/**
 * The engagement under which access is held when nobody has chosen one: of those that run, the one on which most of
 * the holders work, else the one that ends last. They come with the one that ends last first.
 */
export function chooseEngagement<Engagement extends Candidate>(
  engagements: readonly Engagement[],
  personIds: readonly string[],
  now: Date,
): Engagement | null {
  const working = ({ workers }: Engagement) => personIds.filter((id) => workers.includes(id)).length;
  const [first, ...others] = runningEngagements(engagements, now);
  if (!first) return null;
  return others.reduce((best, each) => (working(each) > working(best) ? each : best), first);
}
