import type { Metadata } from "next";
import { CaseList } from "@/components/recovery/case-list";
import { Callout } from "@/components/ui/callout";
import { Page } from "@/components/ui/page";
import { countHelpers, listRecoveryCases } from "@/lib/accounts/recovery-queries";
import { rolesInWords } from "@/lib/accounts/rules";
import { requireActor } from "@/lib/auth/session";
import { closeRecoveryAction, supportRecoveryAction } from "./actions";

export const metadata: Metadata = { title: "Recovery" };

/** Where administrators help those back in who have lost every factor. */
export default async function RecoveryPage() {
  const actor = await requireActor();
  const [cases, helpers] = await Promise.all([listRecoveryCases(actor), countHelpers(actor)]);
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title="Recovery"
      lead="Who has lost every way to sign in. Two of you confirm that it is them; a day later they set up a new one."
    >
      {helpers < 2 ? (
        <Callout tone="attention" title="You are the only administrator">
          It takes two owners or security leads to help somebody back in. Invite a second one. Until then the
          operator of the server stands in for them: npm run keyholder -- recover
        </Callout>
      ) : null}
      <CaseList
        cases={cases.map((each) => ({ ...each, rolesText: rolesInWords(each.roles) }))}
        actions={{ confirm: supportRecoveryAction, close: closeRecoveryAction }}
      />
      <p className="max-w-prose text-second">
        Nobody asks you for a secret, and you ask for none: the address that the person keeps is theirs alone.
        If the words differ, or you are in doubt, close it and call an owner.
      </p>
    </Page>
  );
}
