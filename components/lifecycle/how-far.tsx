import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import { Progress } from "@/components/ui/progress";
import { CellSub } from "@/components/ui/table";
import type { HowFar } from "@/lib/lifecycle/queries/how-far";

/** How much is taken back, as a bar in a list's row. */
export function HowFarBar({ row }: { row: HowFar }) {
  return (
    <div className="md:pr-6">
      <Progress
        compact
        label={`${row.verified + row.attested} of ${row.total}`}
        total={row.total}
        verified={row.verified}
        attested={row.attested}
        waiting={row.waiting}
      />
    </div>
  );
}

/** What is due next in a list's row, or how it has ended. */
export function NextDue({
  row,
  now,
}: {
  row: HowFar & { cancelledAt: Date | null; certifiedAt: Date | null };
  now: Date;
}) {
  if (row.cancelledAt) return <Badge>cancelled</Badge>;
  if (row.certifiedAt) return <Badge tone="verified">certificate issued</Badge>;
  if (!row.nextDueAt)
    return row.total === row.verified ? (
      <Badge tone="verified">all verified</Badge>
    ) : (
      <Badge tone="fine">all attested</Badge>
    );
  return (
    <>
      <Deadline due={row.nextDueAt} now={now} />
      {row.overdue > 1 ? <CellSub tone="critical">{row.overdue} overdue</CellSub> : null}
    </>
  );
}
