import type { Metadata } from "next";
import { EmergencyForm } from "@/components/emergency/emergency-form";
import { AccountPicker } from "@/components/register/account-picker";
import { Callout } from "@/components/ui/callout";
import type { Params } from "@/components/ui/href";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { emergencyChoices } from "@/lib/requests/queries/emergency-choices";
import { takeEmergencyAccessAction } from "../actions";

export const metadata: Metadata = { title: "Take access in an emergency" };

/** Break-glass: first the account, then the role, for how long, and why. */
export default async function TakePage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const { asset } = await searchParams;
  const { accounts, chosen } = await emergencyChoices(actor, [asset].flat()[0]);
  return (
    <Page
      title={chosen ? `Take access to ${chosen.name}` : "Take access in an emergency"}
      crumbs={[{ label: "Emergencies", href: "/emergency" }]}
      lead="At once, for yourself, without asking anybody. For what can wait an hour, ask for access."
    >
      <div className="flex max-w-prose flex-col gap-6">
        <Callout tone="critical" title="This sounds an alarm">
          Every owner and security lead is told now. It ends by itself, and somebody else reviews what you
          did.
        </Callout>
        <AccountPicker path="/emergency/new" accounts={accounts} chosen={chosen?.id} />
        {chosen ? (
          <EmergencyForm
            key={chosen.id}
            assetId={chosen.id}
            roles={chosen.roles}
            take={takeEmergencyAccessAction}
          />
        ) : null}
      </div>
    </Page>
  );
}
