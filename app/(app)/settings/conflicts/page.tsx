import type { Metadata } from "next";
import { ConflictHistory } from "@/components/conflicts/conflict-history";
import { ConflictTable } from "@/components/conflicts/conflict-table";
import { DeclareConflict, type TermChoices } from "@/components/conflicts/forms";
import { HolderTable } from "@/components/conflicts/holder-table";
import { counted, countedInWords, sentence } from "@/components/ui/counted";
import { Link } from "@/components/ui/link";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { CAPABILITY_VERBS } from "@/lib/platforms/capabilities";
import { getConflicts } from "@/lib/preconditions/conflict-queries";
import { reachWords } from "@/lib/preconditions/rules/conflict-words";
import { DUTIES } from "@/lib/preconditions/rules/conflicts";
import { changeConflictAction, declareConflictAction, endConflictAction } from "./actions";

export const metadata: Metadata = { title: "Conflicting duties" };

const terms: TermChoices = {
  reach: Object.entries(reachWords).map(([value, label]) => ({ value, label })),
  effect: [
    {
      value: "mark",
      label: "Marked",
      description: "It can be asked for and approved by a person, who sees it. It is found and stays marked.",
    },
    {
      value: "refuse",
      label: "Refused",
      description: "It cannot be asked for, approved or given without an exception. An emergency is marked.",
    },
  ],
};

export default async function ConflictsPage() {
  const { pairs, can } = await getConflicts(await requireActor());
  const people = new Set(pairs.flatMap((pair) => pair.holders.map((holder) => holder.personId))).size;
  const changes = pairs
    .flatMap(({ pair, changes: of }) => of.map((change) => ({ ...change, pair })))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={
        people === 0
          ? "Nobody holds conflicting duties"
          : `${sentence(countedInWords(people, "person holds", "people hold"))} conflicting duties`
      }
      lead="Two duties that one person should not have in hand together. Who would come to both is refused or marked when it is asked, decided and given; what counts is everything in one hand, also through manager accounts, robots and shared logins, and what is approved and not given yet."
      actions={
        can.write ? (
          <DeclareConflict
            action={declareConflictAction}
            duties={DUTIES.map((value) => ({ value, label: CAPABILITY_VERBS[value] }))}
            terms={terms}
          />
        ) : null
      }
    >
      <Section title="Pairs">
        <ConflictTable
          pairs={pairs}
          terms={terms}
          change={can.write ? changeConflictAction : null}
          end={can.write ? endConflictAction : null}
        />
      </Section>
      {pairs
        .filter((pair) => pair.holders.length > 0)
        .map((pair) => (
          <Section
            key={pair.id}
            id={pair.id}
            title={`${sentence(pair.pair)}: ${counted(pair.holders.length, "person", "people")}`}
            lead={`${sentence(pair.what)} ${pair.where}.`}
            link={<Link href="/register?duties=conflicting">See the keys</Link>}
          >
            <HolderTable label={`Who can ${pair.pair}`} holders={pair.holders} />
          </Section>
        ))}
      <Section title="What was declared, changed and ended">
        <ConflictHistory changes={changes} />
      </Section>
    </Page>
  );
}
