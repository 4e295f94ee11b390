import type { Metadata } from "next";
import { AddProviderForm } from "@/components/issuers/add-provider-form";
import { IssuerSetUp } from "@/components/issuers/issuer-set-up";
import { ProviderTable } from "@/components/issuers/provider-table";
import { numberInWords, sentence } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { getNextProvider, listProviders, mayWriteProviders } from "@/lib/accounts/provider-queries";
import { requireActor } from "@/lib/auth/session";
import { addProviderAction, editProviderAction, endProviderAction } from "./actions";

export const metadata: Metadata = { title: "Company sign-in" };

export default async function IssuersPage() {
  const actor = await requireActor();
  const mayWrite = mayWriteProviders(actor);
  const [providers, next] = await Promise.all([
    listProviders(actor),
    mayWrite ? getNextProvider(actor) : null,
  ]);
  const live = providers.filter(({ endedAt }) => endedAt === null).length;
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={titleOf(live)}
      lead="With a company sign-in, such as Google Workspace, Entra ID or Okta, people sign in where they sign in already. An issuer says who somebody is; it makes no accounts, and a second factor of Keyholder follows unless you believe the issuer’s own."
    >
      <Section title="Issuers">
        {providers.length > 0 ? (
          <ProviderTable
            providers={providers}
            actions={mayWrite ? { edit: editProviderAction, end: endProviderAction } : null}
          />
        ) : (
          <p className="text-second">
            No issuer is set up. Everybody signs in with what Keyholder itself knows.
          </p>
        )}
      </Section>
      {next ? (
        <Section
          title="Set an issuer up"
          id="add"
          lead="First make a client for Keyholder at the issuer, with this redirect address. Then enter here what the issuer gives you for it."
        >
          <div className="flex max-w-prose flex-col gap-5">
            <IssuerSetUp redirectAddress={next.redirectAddress} />
            <AddProviderForm action={addProviderAction} providerId={next.id} />
          </div>
        </Section>
      ) : null}
    </Page>
  );
}

function titleOf(live: number): string {
  if (live === 0) return "No company sign-in yet";
  return live === 1
    ? "One issuer signs people in"
    : `${sentence(numberInWords(live))} issuers sign people in`;
}
