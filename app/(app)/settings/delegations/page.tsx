import type { Metadata } from "next";
import { DelegationTable } from "@/components/delegations/delegation-table";
import { MakeDelegation } from "@/components/delegations/make-delegation";
import { numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { type DelegationRow, getDelegations } from "@/lib/delegations/queries";
import { endDelegationAction, makeDelegationAction } from "./actions";

export const metadata: Metadata = { title: "Delegations" };

/** Who decides requests in whose place, and from when until when. */
export default async function DelegationsPage() {
  const { delegations, colleagues, can } = await getDelegations(await requireActor());
  return (
    <Page
      title={titleOf(delegations)}
      crumbs={[{ label: "Settings", href: "/settings" }]}
      lead="Whoever decides requests can let a colleague decide in their place for a time, while they are away. The colleague decides what they may decide, but nothing that one of the two asked for or would hold, and gets nothing else of their role."
      actions={
        can.make ? (
          <MakeDelegation
            action={makeDelegationAction}
            colleagues={colleagues.map(({ id, name, title }) => ({
              value: id,
              label: name,
              sub: title ?? undefined,
            }))}
          />
        ) : null
      }
    >
      {delegations.length > 0 ? (
        <DelegationTable delegations={delegations} end={endDelegationAction} />
      ) : (
        <EmptyState title="No deciding was ever handed on.">
          Before a holiday, an approver names who decides in their place, and until when. It ends by itself.
        </EmptyState>
      )}
    </Page>
  );
}

function titleOf(delegations: readonly DelegationRow[]): string {
  const running = delegations.filter(({ state }) => state === "runs");
  const [only] = running;
  if (!only) return "Everybody decides for themselves";
  return running.length === 1
    ? `${only.delegate.name} decides in place of ${only.delegator.name}`
    : `${sentence(numberInWords(running.length))} people decide in somebody’s place`;
}
