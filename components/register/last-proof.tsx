import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { GrantRow } from "@/lib/register/queries/grant-rows";

/** The last proof of a grant, with its day; one older than 90 days is said to be old, none at all is said too. */
export function LastProof({ grant }: { grant: Pick<GrantRow, "proof" | "provedAt" | "proofAge"> }) {
  if (!grant.proof || !grant.provedAt) return <Badge tone="attention">never proved</Badge>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <Badge tone={grant.proof === "verified" ? "verified" : "fine"}>{grant.proof}</Badge>
      <span className={grant.proofAge === "old" ? "font-medium text-attention" : "text-third"}>
        <Time value={grant.provedAt} />
        {grant.proofAge === "old" ? ", old" : null}
      </span>
    </span>
  );
}
