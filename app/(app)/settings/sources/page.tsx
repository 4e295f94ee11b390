import type { Metadata } from "next";
import { FolderSection } from "@/components/sources/folder-section";
import { GuardForm } from "@/components/sources/guard-form";
import { AddSourceForm } from "@/components/sources/source-fields";
import { SourceTable } from "@/components/sources/source-table";
import { numberInWords, sentence } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getFolder } from "@/lib/sources/folder-queries";
import { getGuard } from "@/lib/sources/held-queries";
import { listSources, mayWriteSources } from "@/lib/sources/queries";
import { addSourceAction, changeGuardAction } from "./actions";

export const metadata: Metadata = { title: "HR systems" };

/** Which systems say who works here. */
export default async function SourcesPage() {
  const actor = await requireActor();
  const [sources, guard, folder] = await Promise.all([listSources(actor), getGuard(actor), getFolder(actor)]);
  const live = sources.filter(({ endedAt }) => endedAt === null).length;
  const reads = folder.path !== null && !sources.some((each) => each.kind === "folder" && !each.endedAt);
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={titleOf(live)}
      lead="An HR system or identity provider enters people, keeps what is known of them, and starts their departure. It gives nobody access: that is asked for and decided here."
    >
      <Section title="HR systems">
        {sources.length > 0 ? (
          <SourceTable sources={sources} />
        ) : (
          <p className="text-second">No system is connected. People are entered and leave here.</p>
        )}
      </Section>
      <FolderSection folder={folder} />
      <Section
        title="Departures at once"
        id="guard"
        link={guard.can.change ? <GuardForm guard={guard} action={changeGuardAction} /> : undefined}
      >
        <p className="max-w-prose">
          More than {numberInWords(guard.believed)} within {guard.minutes} minutes are held until somebody has
          looked at them.
        </p>
        <p className="max-w-prose text-second">
          That is {guard.most} at most, or {guard.percent} % of the {guard.working} people who work here, but{" "}
          {guard.least} in any case. An export that goes wrong says that everybody has left.
        </p>
      </Section>
      {mayWriteSources(actor) ? (
        <Section
          title="Connect an HR system"
          id="add"
          lead="What to enter at the other side stands on its page then."
        >
          <div className="max-w-prose">
            <AddSourceForm
              action={addSourceAction}
              kinds={reads ? ["scim", "webhook", "folder"] : ["scim", "webhook"]}
            />
          </div>
        </Section>
      ) : null}
    </Page>
  );
}

function titleOf(live: number): string {
  if (live === 0) return "No HR system says who works here yet";
  return live === 1
    ? "One HR system says who works here"
    : `${sentence(numberInWords(live))} HR systems say who works here`;
}
