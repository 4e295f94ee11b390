import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BeginDraft } from "@/components/access-policy/begin-draft";
import { RuleTable } from "@/components/access-policy/rule-table";
import { VersionTable } from "@/components/access-policy/version-table";
import { ButtonLink } from "@/components/ui/button";
import type { Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getAccessPolicy } from "@/lib/policy/queries";
import { beginDraftAction } from "./actions";

export const metadata: Metadata = { title: "Access policy" };

export default async function AccessPolicyPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const { version } = await searchParams;
  const number = typeof version === "string" && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
  const policy = await getAccessPolicy(actor, number);
  if (!policy) notFound();
  const { shown, active, draft, can } = policy;
  const isActive = shown.number === active;
  return (
    <Page
      title={
        isActive
          ? `Version ${active} of the access policy counts`
          : `Version ${shown.number} of the access policy`
      }
      crumbs={[
        { label: "Settings", href: "/settings" },
        ...(isActive ? [] : [{ label: "Access policy", href: "/settings/access-policy" }]),
      ]}
      lead="Who decides what is asked. The first rule that fits counts. Whatever a rule says: more than the smallest role goes to the security lead, and what bills, manages users or takes personal data out is approved by a person."
      actions={
        can.draft ? (
          draft ? (
            <ButtonLink tone="primary" href="/settings/access-policy/draft">
              Go on with the draft
            </ButtonLink>
          ) : (
            <BeginDraft action={beginDraftAction} from={shown.number} active={isActive} />
          )
        ) : null
      }
    >
      <Section title="Rules" lead={shown.note}>
        <RuleTable rules={shown.rules} />
      </Section>
      <Section title="Versions">
        <VersionTable policy={policy} />
      </Section>
    </Page>
  );
}
