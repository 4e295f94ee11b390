import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AskForKitsForm } from "@/components/moves/ask-for-kits-form";
import { arrivalSentence, BeforeAccess } from "@/components/moves/before-access";
import { LineTable } from "@/components/moves/line-table";
import { WorkOfJoiner } from "@/components/moves/work-of-joiner";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, Section, Split } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getArrival } from "@/lib/moves/queries/get-arrival";
import { askForKitsAction, giveWorkAction } from "../../../moves/actions";

export const metadata: Metadata = { title: "Joining" };

type Props = { params: Promise<{ id: string }> };

/** What a joiner needs: their first day, their way in, their work, and what its kits propose. */
export default async function JoinPage({ params }: Props) {
  const arrival = await getArrival(await requireActor(), (await params).id);
  if (!arrival) notFound();
  const { person, seats, lines, waiting, asks, can } = arrival;
  return (
    <Page
      title={arrivalSentence(arrival)}
      crumbs={[
        { label: "People", href: "/people" },
        { label: person.name, href: `/people/${person.id}` },
        { label: "Joining" },
      ]}
      lead="Access can be asked for and decided before the first day. It is given when nothing stands in its way any more."
      actions={<ButtonLink href={`/people/${person.id}`}>See the person</ButtonLink>}
    >
      <Split
        aside={
          <Section title="Before the first access">
            <BeforeAccess arrival={arrival} />
          </Section>
        }
      >
        <WorkOfJoiner arrival={arrival} add={can.seat ? giveWorkAction : undefined} />
        {lines.length > 0 ? (
          <LineTable title="To ask for" lead="Their kits need it, and they do not hold it." lines={lines} />
        ) : seats.length > 0 ? (
          <EmptyState title="Nothing of their kits is left to ask for.">
            {waiting > 0
              ? "What they need waits for a decision."
              : "They hold what their kits need, or their roles have no kit."}
          </EmptyState>
        ) : null}
        {asks === true ? (
          <AskForKitsForm personId={person.id} lines={lines} ask={askForKitsAction} />
        ) : lines.length > 0 ? (
          <p className="text-second">{asks}</p>
        ) : null}
      </Split>
    </Page>
  );
}
