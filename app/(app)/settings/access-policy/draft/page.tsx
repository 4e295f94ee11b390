import type { Metadata } from "next";
import { DraftActions } from "@/components/access-policy/draft-actions";
import { DraftRules } from "@/components/access-policy/draft-rules";
import { ReplayResult } from "@/components/access-policy/replay-result";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { getPolicyDraft } from "@/lib/policy/queries";
import { outcomeWords } from "@/lib/policy/rules/words";
import { REPLAY_DAYS, replayDraft } from "@/lib/requests/queries/replay-policy";
import {
  activateDraftAction,
  discardDraftAction,
  moveRuleAction,
  removeRuleAction,
  saveRuleAction,
} from "../actions";
import { ruleChoices } from "../rule-choices";

export const metadata: Metadata = { title: "Draft of the access policy" };

export default async function AccessPolicyDraftPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [draft, replay] = await Promise.all([
    getPolicyDraft(actor),
    replayDraft(actor, readListState(params, []).page),
  ]);
  if (!draft || !replay) return <NoDraft />;
  return (
    <Page
      title={`Draft of version ${draft.next}`}
      crumbs={[
        { label: "Settings", href: "/settings" },
        { label: "Access policy", href: "/settings/access-policy" },
        { label: "Draft" },
      ]}
      lead={`Begun from version ${draft.basedOn}. Nothing counts until it is activated.`}
      actions={
        <DraftActions
          revision={draft.revision}
          next={draft.next}
          activate={activateDraftAction}
          discard={discardDraftAction}
        />
      }
    >
      <Section title="Rules">
        <DraftRules
          draft={draft}
          choices={ruleChoices(draft.clients)}
          actions={{ save: saveRuleAction, move: moveRuleAction, remove: removeRuleAction }}
        />
      </Section>
      <Section
        title={`On what was asked in the last ${REPLAY_DAYS} days`}
        lead="What would have come out differently, by the facts that were kept when it was asked."
      >
        <ReplayResult replay={replay} words={outcomeWords} params={params} />
      </Section>
    </Page>
  );
}

function NoDraft() {
  return (
    <Page
      title="No draft of the access policy"
      crumbs={[
        { label: "Settings", href: "/settings" },
        { label: "Access policy", href: "/settings/access-policy" },
        { label: "Draft" },
      ]}
    >
      <EmptyState
        title="Nobody drafts the next version at the moment"
        actions={<ButtonLink href="/settings/access-policy">The access policy</ButtonLink>}
      >
        A draft begins with the rules of a version, and counts for nothing until it is activated.
      </EmptyState>
    </Page>
  );
}
