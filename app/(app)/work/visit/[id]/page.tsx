import { notFound } from "next/navigation";
import { TaskTable } from "@/components/register/task-table";
import { VisitForm } from "@/components/register/visit-form";
import { VisitLooks } from "@/components/register/visit-looks";
import { VisitSteps } from "@/components/register/visit-steps";
import { AccountId } from "@/components/ui/account-id";
import { Callout } from "@/components/ui/callout";
import { counted, numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getVisit, type Visit } from "@/lib/register/queries/get-visit";
import { attestVisitAction } from "../../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const visit = await getVisit(await requireActor(), (await params).id);
  return { title: visit ? `A visit to ${visit.place.name}` : "Not found" };
}

/** One visit to one place of a platform: the steps once, and all that is due there in one form with one file. */
export default async function VisitPage({ params }: Props) {
  const visit = await getVisit(await requireActor(), (await params).id);
  if (!visit) notFound();
  const now = new Date();
  const mine = visit.tasks.filter((task) => task.whyNot === null);
  const others = visit.tasks.filter((task) => task.whyNot !== null);
  return (
    <Page
      title={titleOf(visit)}
      crumbs={[
        { label: "Work", href: "/work" },
        { label: "Visits", href: "/work?by=visit" },
      ]}
      lead={
        <>
          {visit.place.name} <AccountId id={visit.place.accountId} />
        </>
      }
    >
      <VisitSteps visit={visit} />
      {mine.length > 0 ? (
        <Section
          title="What is due here"
          lead="Take one screenshot or export when you are finished. Each task says where it shows it; what you leave out stays to do."
        >
          <VisitForm tasks={mine} leftBehind={visit.leftBehind} now={now} action={attestVisitAction} />
        </Section>
      ) : visit.tasks.length + visit.looks.length === 0 ? (
        <EmptyState title="Nothing is to do here.">What comes later stands in the worklist.</EmptyState>
      ) : null}
      {visit.looks.length > 0 ? (
        <Section
          title="Look here, too"
          lead="For people who leave, and whom the register may not know here. Say on its own page what came of each."
        >
          <VisitLooks looks={visit.looks} now={now} />
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title="Not yours to do" lead={whyText(others)}>
          <TaskTable tasks={others} now={now} label="Not yours to do" />
        </Section>
      ) : null}
      {visit.done.length > 0 ? (
        <Section title="Done by you in the last day">
          <Callout>
            {counted(visit.done.length, "task")} {visit.done.length === 1 ? "has" : "have"} your evidence. If
            one is not so, open it and undo it there.
          </Callout>
          <TaskTable tasks={visit.done} now={now} label="Done by you in the last day" />
        </Section>
      ) : null}
    </Page>
  );
}

function titleOf({ tasks, looks, place }: Visit): string {
  const count = tasks.length + looks.length;
  if (count === 0) return `Nothing is due at ${place.platformName}`;
  return `${sentence(numberInWords(count))} ${count === 1 ? "task" : "tasks"} at ${place.platformName}`;
}

const whyText = (tasks: readonly { whyNot: string | null }[]): string =>
  [...new Set(tasks.map((task) => task.whyNot))].join(" ");
