import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { LookForm } from "@/components/lifecycle/look-form";
import { LookPlaces } from "@/components/lifecycle/look-places";
import { AttestForm } from "@/components/register/attest-form";
import { EvidenceList } from "@/components/register/evidence-list";
import { FindingTable } from "@/components/register/finding-table";
import { FollowUpList } from "@/components/register/follow-up-list";
import { ProgressForms } from "@/components/register/progress-forms";
import { StepList } from "@/components/register/step-list";
import { TaskComments } from "@/components/register/task-comments";
import { TaskDialogs } from "@/components/register/task-dialogs";
import { TaskFacts } from "@/components/register/task-facts";
import { TaskStanding } from "@/components/register/task-standing";
import { VerifyForm } from "@/components/register/verify-form";
import { standingTone, standingWords } from "@/components/register/words";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { Page, Section, Split } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getLook } from "@/lib/lifecycle/queries/get-look";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { getTask } from "@/lib/register/queries/get-task";
import { listAssignees } from "@/lib/register/queries/list-assignees";
import { personChoices } from "../../people/choices";
import * as actions from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const task = await getTask(await requireActor(), (await params).id);
  return { title: task ? `T-${task.number}: ${task.title}` : "Not found" };
}

/** One task: the steps with the real names, what came of it with its evidence, and the second look. */
export default async function TaskPage({ params }: Props) {
  const actor = await requireActor();
  const task = await getTask(actor, (await params).id);
  if (!task) notFound();
  const [assignees, custodians, look] = await Promise.all([
    task.can.assign ? listAssignees(actor, task) : [],
    task.can.nameCustodian ? listPersonOptions(actor) : [],
    task.kind === "look" ? getLook(actor, task.id) : null,
  ]);
  return (
    <Page
      title={task.title}
      crumbs={[{ label: "Work", href: "/work" }, { label: `T-${task.number}` }]}
      state={<Badge tone={standingTone(task)}>{standingWords(task)}</Badge>}
      actions={
        <TaskDialogs
          task={task}
          assignees={assignees}
          custodians={personChoices(custodians)}
          assign={actions.assignTaskAction}
          giveToCustodian={actions.giveToCustodianAction}
          split={actions.splitTaskAction}
          reopen={actions.reopenTaskAction}
          cancel={actions.cancelTaskAction}
        />
      }
    >
      <Split aside={<TaskFacts task={task} now={new Date()} />}>
        <TaskStanding task={task} />
        {task.legalHold ? (
          <Callout tone="attention" title="A legal hold stands: keep the data, take only the access">
            Delete no account and nothing in it. Where the steps would delete or transfer data, stop before
            that, and ask the security lead.
          </Callout>
        ) : null}
        {task.asset && task.group ? (
          <p>
            <Link href={`/work/visit/${task.asset.id}`}>All that is due in the same visit</Link>
          </p>
        ) : null}
        {look ? <LookPlaces look={look} /> : null}
        {task.steps.length > 0 ? <StepList task={task} /> : null}
        {look && task.can.answer ? (
          <Section
            title="What came of it"
            id="done"
            lead="Whatever they stand in comes first: it is recorded, and taken away with the rest."
          >
            <LookForm
              taskId={task.id}
              look={look}
              finish={actions.finishLookAction}
              found={actions.recordFindAction}
            />
          </Section>
        ) : null}
        {task.can.attest ? (
          <>
            <ProgressForms task={task} action={actions.noteProgressAction} />
            <Section title="What came of it" id="done">
              <AttestForm task={task} action={actions.attestTaskAction} />
            </Section>
          </>
        ) : null}
        {task.can.verify ? (
          <Section
            title="The second look"
            id="verify"
            lead="Look at the platform yourself, and say what you saw."
          >
            <VerifyForm taskId={task.id} kind={task.kind} action={actions.verifyTaskAction} />
          </Section>
        ) : null}
        {task.followUps.some((each) => each.answer) || (task.followUps.length > 0 && !task.can.attest) ? (
          <Section title={task.kind === "revoke" ? "What stays behind" : "The end on the platform"}>
            <FollowUpList followUps={task.followUps} />
          </Section>
        ) : null}
        <Section title="Evidence">
          <EvidenceList evidence={task.evidence} />
        </Section>
        {task.findings.length > 0 ? (
          <Section title="Findings">
            <FindingTable findings={task.findings} />
          </Section>
        ) : null}
        <Section title="Comments" id="comments">
          <TaskComments
            taskId={task.id}
            comments={task.comments}
            action={task.can.comment ? actions.commentOnTaskAction : null}
          />
        </Section>
        <Section title="History">
          <ObjectHistory events={task.history} />
        </Section>
      </Split>
    </Page>
  );
}
