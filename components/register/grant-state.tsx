import { Badge } from "@/components/ui/badge";
import { Shape } from "@/components/ui/shape";
import { CellSub } from "@/components/ui/table";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { grantTones, grantWords } from "./words";

/** That a grant is a part of conflicting duties, and of which; nothing where it is none. */
export function ConflictMark({ conflicts }: { conflicts: GrantRow["conflicts"] }) {
  if (conflicts.length === 0) return null;
  return (
    <CellSub tone="high">
      <span className="inline-flex items-center gap-1">
        <Shape tone="high" />
        conflicting duties
      </span>
      <span className="sr-only">: {conflicts.join("; ")}</span>
    </CellSub>
  );
}

/** A grant's state; expired and not removed says so loudly, whatever else it is. */
export function GrantStateBadge({ grant }: { grant: Pick<GrantRow, "state" | "expiredNotRemoved"> }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {grant.expiredNotRemoved ? <Badge tone="critical">expired, not removed</Badge> : null}
      {grant.expiredNotRemoved && grant.state === "active" ? null : (
        <Badge tone={grantTones[grant.state]}>{grantWords[grant.state]}</Badge>
      )}
    </span>
  );
}
