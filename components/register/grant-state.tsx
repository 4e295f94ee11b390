import { Badge } from "@/components/ui/badge";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { grantTones, grantWords } from "./words";

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
