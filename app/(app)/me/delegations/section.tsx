import { DelegationTable } from "@/components/delegations/delegation-table";
import { Section } from "@/components/ui/page";
import type { Actor } from "@/lib/auth/actor";
import { ownDelegations } from "@/lib/delegations/queries";
import { endDelegationAction } from "../../settings/delegations/actions";

/** In whose place one decides, and who decides in one's own; nothing for whom neither is so. */
export async function DelegationsSection({ actor }: { actor: Actor }) {
  const delegations = await ownDelegations(actor);
  if (delegations.length === 0) return null;
  return (
    <Section
      title="Deciding in somebody’s place"
      id="delegations"
      lead="Whoever stands in decides nothing that one of the two asked for or would hold, and gets nothing else of the other’s role."
    >
      <DelegationTable delegations={delegations} end={endDelegationAction} />
    </Section>
  );
}
