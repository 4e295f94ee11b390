import type { Metadata } from "next";
import { DecideHeld } from "@/components/sources/decide-held";
import { DecidedTable } from "@/components/sources/decided-table";
import { HeldTable } from "@/components/sources/held-table";
import { numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, Section } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listDecided, listHeld } from "@/lib/sources/held-queries";
import { dropDeparturesAction, releaseDeparturesAction } from "../actions";

export const metadata: Metadata = { title: "Held departures" };

/** What HR systems reported and nobody believes without a look: who, from where, and what to do with it. */
export default async function HeldPage() {
  const actor = await requireActor();
  const [held, decided] = await Promise.all([listHeld(actor), listDecided(actor)]);
  const actions = { release: releaseDeparturesAction, drop: dropDeparturesAction };
  const mayDecide = may(actor, "departures.release");
  const sources = Map.groupBy(held, (each) => each.sourceId);
  return (
    <Page
      crumbs={[{ label: "Departures", href: "/departures" }, { label: "Held" }]}
      title={titleOf(held.length)}
      lead="An export that goes wrong says that everybody has left. What is more at once than is believable starts nothing until somebody has asked."
    >
      {held.length === 0 ? (
        <EmptyState title="No departure is held.">
          When an HR system reports more departures at once than is believable, they wait here for HR, a
          security lead or an owner.
        </EmptyState>
      ) : null}
      {[...sources].map(([sourceId, ofSource]) => {
        const source = ofSource[0]?.sourceName ?? "";
        return (
          <Section
            key={sourceId}
            title={source}
            lead={
              ofSource.some((each) => each.because === "too_many")
                ? "More at once than is believable. What it reports further waits here, too, until these are decided."
                : "It could not be started as it was reported."
            }
            link={
              mayDecide ? (
                <div className="flex gap-2">
                  <DecideHeld held={ofSource} source={source} actions={actions} />
                </div>
              ) : undefined
            }
          >
            <HeldTable held={ofSource} source={source} />
          </Section>
        );
      })}
      {decided.length > 0 ? (
        <Section title="Decided lately">
          <DecidedTable decided={decided} />
        </Section>
      ) : null}
    </Page>
  );
}

function titleOf(count: number): string {
  if (count === 0) return "Nothing is held";
  return count === 1
    ? "One departure waits for a look"
    : `${sentence(numberInWords(count))} departures wait for a look`;
}
