import type { Metadata } from "next";
import { AccountPicker } from "@/components/register/account-picker";
import { RecordForm } from "@/components/register/record-form";
import type { Params } from "@/components/ui/href";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { isId } from "@/lib/input";
import { assetChoices, recordChoices } from "@/lib/register/queries/register-choices";
import { recordGrantAction } from "../actions";

export const metadata: Metadata = { title: "Record access" };

/** Record access that exists already: first the account, then who, which role, and how it is known. */
export default async function RecordPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const { asset } = await searchParams;
  const assetId = typeof asset === "string" && isId(asset) ? asset : null;
  const [accounts, choices] = await Promise.all([
    assetChoices(actor),
    assetId ? recordChoices(actor, assetId) : null,
  ]);
  return (
    <Page
      title={choices ? `Record access to ${choices.asset.name}` : "Record access that exists"}
      crumbs={[{ label: "Register", href: "/register" }]}
      lead="For what somebody holds already. New access is asked for, so that somebody decides about it."
    >
      <div className="flex max-w-prose flex-col gap-6">
        <AccountPicker path="/register/new" accounts={accounts} chosen={choices?.asset.id} />
        {choices ? <RecordForm key={choices.asset.id} choices={choices} action={recordGrantAction} /> : null}
      </div>
    </Page>
  );
}
