import type { Metadata } from "next";
import { AddSourceForm } from "@/components/sources/source-fields";
import { SourceTable } from "@/components/sources/source-table";
import { numberInWords, sentence } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { listSources, mayWriteSources } from "@/lib/sources/queries";
import { addSourceAction } from "./actions";

export const metadata: Metadata = { title: "HR systems" };

/** Which systems say who works here. */
export default async function SourcesPage() {
  const actor = await requireActor();
  const sources = await listSources(actor);
  const live = sources.filter(({ endedAt }) => endedAt === null).length;
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
      {mayWriteSources(actor) ? (
        <Section
          title="Connect an HR system"
          id="add"
          lead="What to enter at the other side stands on its page then."
        >
          <div className="max-w-prose">
            <AddSourceForm action={addSourceAction} kinds={["scim"]} />
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
