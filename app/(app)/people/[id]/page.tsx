import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { HeldConflicts } from "@/components/conflicts/held-conflicts";
import { AttestDevice } from "@/components/devices/attest-device";
import { DeviceTable } from "@/components/devices/device-table";
import { deviceStateWords } from "@/components/devices/words";
import { LegalHold } from "@/components/lifecycle/legal-hold";
import { PlanAbsence } from "@/components/lifecycle/plan-absence";
import { UnlookedCallout } from "@/components/moves/unlooked";
import { IdentityFields } from "@/components/people/identity-fields";
import { IdentityList } from "@/components/people/identity-list";
import { PersonFacts } from "@/components/people/person-facts";
import { PersonHeader, personTitle } from "@/components/people/person-header";
import { CustodyList, SeatList } from "@/components/people/person-work";
import { RobotFields, RobotList } from "@/components/people/robot-list";
import { KeysOf, OpenWork, ReachedThrough } from "@/components/register/keys-of";
import { Badge } from "@/components/ui/badge";
import { DialogForm } from "@/components/ui/dialog-form";
import { Link } from "@/components/ui/link";
import { Page, Section, Split } from "@/components/ui/page";
import { historyOf } from "@/lib/audit/queries";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { getHold } from "@/lib/lifecycle/queries/get-hold";
import { readListState } from "@/lib/list-state";
import { listUnlooked } from "@/lib/moves/queries/list-moves";
import { getPerson } from "@/lib/people/queries/get-person";
import { devicesOfPerson } from "@/lib/people/queries/list-devices";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { listPlatformOptions } from "@/lib/platforms/queries";
import { conflictsOfPerson } from "@/lib/preconditions/conflict-queries";
import { grantsOfPerson } from "@/lib/register/queries/grants-of";
import { listTasks } from "@/lib/register/queries/list-tasks";
import { reachOf } from "@/lib/register/queries/reach-of";
import { liftHoldAction, placeHoldAction, planAbsenceAction } from "../../departures/absences/actions";
import { attestDeviceAction, endDeviceAction } from "../../me/devices/actions";
import {
  addIdentityAction,
  addRobotAction,
  editIdentityAction,
  editRobotAction,
  endIdentityAction,
  endPersonAction,
  endRobotAction,
  handOverRobotAction,
  shareIdentityAction,
  unshareIdentityAction,
} from "../actions";
import { personChoices } from "../choices";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await getPerson(await requireActor(), (await params).id);
  return { title: person?.name ?? "Nobody" };
}

export default async function PersonPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const person = await getPerson(actor, id);
  if (!person) notFound();
  const [grants, reach, conflicts, devices, work, people, platforms, history, hold, unlooked] =
    await Promise.all([
      grantsOfPerson(actor, id),
      reachOf(actor, { personId: id }),
      conflictsOfPerson(actor, id),
      devicesOfPerson(actor, id),
      listTasks(actor, { ...readListState({}, []), filters: { person: id } }),
      listPersonOptions(actor),
      listPlatformOptions(actor),
      historyOf("person", id),
      may(actor, "departures.read") ? getHold(actor, id) : null,
      listUnlooked(actor, id),
    ]);
  const { edit } = person.can;
  const writesDevices = devices.can.write && person.endedAt === null;
  const others = personChoices(people, [id]);
  const marks = platforms.map((platform) => ({ value: platform.id, label: platform.name }));
  const identityActions = {
    edit: editIdentityAction,
    end: endIdentityAction,
    share: shareIdentityAction,
    unshare: unshareIdentityAction,
  };
  const robotActions = { edit: editRobotAction, handOver: handOverRobotAction, end: endRobotAction };
  // A hold that stands is what everybody has to know first.
  const holds = hold ? (
    <LegalHold person={person} of={hold} actions={{ place: placeHoldAction, lift: liftHoldAction }} />
  ) : null;
  return (
    <Page
      title={personTitle(person, grants)}
      crumbs={[{ label: "People", href: "/people" }, { label: person.name }]}
      actions={
        <PersonHeader
          person={person}
          end={endPersonAction}
          away={<PlanAbsence person={person} people={others} action={planAbsenceAction} />}
        />
      }
    >
      {hold?.hold ? holds : null}
      {unlooked.map((each) => (
        <UnlookedCallout key={each.id} person={each} />
      ))}
      <KeysOf
        grants={grants}
        without={grants.every((grant) => grant.holder.kind === "person") ? "holder" : undefined}
        empty="Holds no key."
      />
      <HeldConflicts conflicts={conflicts} />
      <ReachedThrough reach={reach} />
      <OpenWork tasks={work.rows} total={work.total} href={`/work?person=${id}`} now={new Date()} />
      <Split
        aside={
          <>
            <Section title="About">
              <PersonFacts person={person} />
            </Section>
            {person.custodies.length > 0 ? (
              <Section title={`Custodian of ${person.custodies.length}`}>
                <CustodyList custodies={person.custodies} />
              </Section>
            ) : null}
          </>
        }
      >
        <Section
          title="Identities"
          lead="How the platforms know this person."
          link={
            edit ? (
              <DialogForm
                label="Add…"
                size="small"
                title="Add an identity"
                action={addIdentityAction}
                submit="Add"
              >
                <input type="hidden" name="personIds[]" value={id} />
                <IdentityFields platforms={marks} />
              </DialogForm>
            ) : null
          }
        >
          <IdentityList
            identities={person.identities}
            personId={id}
            platforms={marks}
            people={others}
            actions={edit ? identityActions : undefined}
            today={new Date()}
          />
        </Section>
        <Section
          title={
            <>
              Devices{" "}
              <Badge tone={deviceStateWords[devices.state].tone}>
                {deviceStateWords[devices.state].word}
              </Badge>
            </>
          }
          link={writesDevices ? <AttestDevice action={attestDeviceAction} personId={id} /> : null}
        >
          <DeviceTable
            of={devices}
            empty="They attest what they work on, on their own page."
            actions={writesDevices ? { attest: attestDeviceAction, end: endDeviceAction } : undefined}
          />
        </Section>
        <Section
          title="Engagements"
          link={person.endedAt ? null : <Link href={`/people/${id}/join`}>What their kits propose</Link>}
        >
          <SeatList seats={person.memberships} />
        </Section>
        <Section
          title="Robots"
          link={
            edit ? (
              <DialogForm label="Add…" size="small" title="Add a robot" action={addRobotAction} submit="Add">
                <input type="hidden" name="ownerId" value={id} />
                <RobotFields />
              </DialogForm>
            ) : null
          }
        >
          <RobotList robots={person.robots} people={others} actions={edit ? robotActions : undefined} />
        </Section>
        {hold?.hold ? null : holds}
        <Section title="History">
          <ObjectHistory events={history} />
        </Section>
      </Split>
    </Page>
  );
}
