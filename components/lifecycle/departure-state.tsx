import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import type { Progress, Standing } from "@/lib/lifecycle/rules/progress";

/** The badge above a departure: what is due next while something is open, else where it stands. */
export function DepartureState({
  departure: { cancelledAt, certifiedAt, standing, progress },
  now,
}: {
  departure: {
    cancelledAt: Date | null;
    certifiedAt: Date | null;
    standing: Standing;
    progress: Progress;
  };
  now: Date;
}) {
  if (cancelledAt) return <Badge>cancelled</Badge>;
  if (certifiedAt) return <Badge tone="verified">certificate issued</Badge>;
  if (standing === "finished") return <Badge tone="verified">finished</Badge>;
  if (standing === "attested_complete") return <Badge tone="fine">all attested, not yet finished</Badge>;
  return progress.nextDueAt ? (
    <div className="font-semibold">
      <Deadline due={progress.nextDueAt} now={now} label={progress.nextDueAt > now ? "next due" : "late"} />
    </div>
  ) : null;
}
