import type { Metadata } from "next";
import { AskForm } from "@/components/requests/ask-form";
import { ClientChoice } from "@/components/requests/client-choice";
import { DraftNotes } from "@/components/requests/draft-notes";
import { OwnKits } from "@/components/requests/own-kits";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { Page } from "@/components/ui/page";
import { timeText } from "@/components/ui/time-text";
import { requireActor } from "@/lib/auth/session";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { fitToday, getDraft } from "@/lib/requests/queries/drafts";
import { ownSeats } from "@/lib/requests/queries/own-seats";
import { askExtensionAction, askForAccessAction } from "../actions";

export const metadata: Metadata = { title: "Ask for access" };

export default async function NewRequestPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [clientId, personId, engagementId, draftId] = [
    params.client,
    params.for,
    params.engagement,
    params.draft,
  ].map((value) => [value].flat()[0]);
  const draft = await getDraft(actor, draftId);
  const [options, seats] = await Promise.all([
    getAskOptions(actor, draft?.clientId ?? clientId),
    ownSeats(actor),
  ]);
  const { chosen } = options;
  const fitted = draft && chosen ? await fitToday(draft, options) : null;
  const now = new Date();
  return (
    <Page
      title={chosen ? `Ask for access at ${chosen.name}` : "Ask for access"}
      crumbs={[{ label: "Requests", href: "/requests" }, { label: "New" }]}
      lead="Say what has to be done. Keyholder works out the smallest role that does it."
    >
      {draftId ? (
        <DraftNotes draft={draft} askable={chosen !== null} leftOut={fitted?.leftOut ?? []} />
      ) : null}
      {options.clients.length === 0 ? (
        <EmptyState title="There is no client for which you can ask.">
          You can ask at clients on whose engagements you work. For others, ask an account manager.
        </EmptyState>
      ) : (
        <div className="max-w-120">
          <ClientChoice clients={options.clients} chosen={chosen?.id} />
        </div>
      )}
      {chosen ? null : <OwnKits seats={seats} />}
      {chosen && chosen.assets.length === 0 ? (
        <EmptyState title={`${chosen.name} has no account in the register.`}>
          An account manager adds accounts on the client's page.
        </EmptyState>
      ) : null}
      {chosen && chosen.assets.length > 0 ? (
        <AskForm
          key={chosen.id}
          ask={askForAccessAction}
          extend={askExtensionAction}
          clientId={chosen.id}
          assets={chosen.assets}
          work={chosen.work}
          people={options.people}
          colleagues={options.colleagues}
          forWhom={options.people.find(({ id }) => id === personId)?.id ?? options.me}
          under={chosen.engagements.find(({ id }) => id === engagementId)?.id ?? ""}
          forOthers={options.forOthers}
          until={untilOf(chosen.engagements[0]?.lastDay ?? null, now)}
          engagements={chosen.engagements.map(({ id, name, lastDay }) => ({
            id,
            name,
            until: untilOf(lastDay, now),
          }))}
          draft={draft && fitted ? { id: draft.id, version: draft.version, content: fitted.content } : null}
        />
      ) : null}
    </Page>
  );
}

/** The proposal is the engagement's end, a year on at most; the quick days lie before it. */
function untilOf(lastDay: Date | null, now: Date) {
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const year = inDays(364);
  const proposal = lastDay && lastDay < year ? lastDay : year;
  const quick = [
    { label: "2 weeks", at: inDays(14) },
    { label: "3 months", at: inDays(91) },
    ...(lastDay ? [{ label: `With the engagement, ${timeText(lastDay)}`, at: lastDay }] : []),
  ].filter(({ at }) => at > now && (!lastDay || at <= lastDay));
  return {
    proposal: dayOf(proposal),
    min: dayOf(now),
    max: lastDay ? dayOf(lastDay) : undefined,
    quick: quick.map(({ label, at }) => ({ label, day: dayOf(at) })),
  };
}
