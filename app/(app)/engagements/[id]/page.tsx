import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { CommitmentList } from "@/components/clients/commitment-list";
import { EndOrChange } from "@/components/clients/end-or-change";
import { MemberList } from "@/components/clients/member-list";
import { PaperList } from "@/components/clients/paper-list";
import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { countedInWords } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/inputs";
import { Page, Section, Split } from "@/components/ui/page";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { getEngagement } from "@/lib/clients/queries/get-engagement";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { personChoices } from "../../people/choices";
import { addMembershipAction, endEngagementAction, endMembershipAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const engagement = await getEngagement(await requireActor(), (await params).id);
  return { title: engagement ? `${engagement.client.name}: ${engagement.name}` : "No engagement" };
}

export default async function EngagementPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const [engagement, people, history] = await Promise.all([
    getEngagement(actor, id),
    listPersonOptions(actor),
    historyOf("engagement", id),
  ]);
  if (!engagement) notFound();
  const { client, name, can, keys, members } = engagement;
  const missing = engagement.agreementRef === null || engagement.dpaRef === null;
  return (
    <Page
      title={`${name}: ${members.length === 0 ? "nobody" : countedInWords(members.length, "person", "people")} on it, ${countedInWords(keys, "key")}${engagement.endedAt ? ", ended" : ""}`}
      crumbs={[
        { label: "Clients", href: "/clients" },
        { label: client.name, href: `/clients/${client.id}` },
        { label: name },
      ]}
      actions={
        can.write ? (
          <EndOrChange
            path={`/engagements/${id}`}
            field="engagementId"
            of={engagement}
            ends="The seats on it end with it. Everything stays on record."
            end={endEngagementAction}
          />
        ) : null
      }
    >
      {missing && can.write ? (
        <Callout tone="high" title="Something is not on file">
          Without an agreement and a data processing addendum no key is given under this engagement.
        </Callout>
      ) : null}
      <Split
        aside={
          <>
            <Section title="Time and papers">
              <PaperList engagement={engagement} />
            </Section>
            <Section title="History">
              <ObjectHistory events={history} />
            </Section>
          </>
        }
      >
        <Section
          title="Commitments"
          lead="Of the studio’s default and the engagement’s papers, the strictest counts."
        >
          <CommitmentList engagement={engagement} />
        </Section>
        <Section
          title="People on it"
          link={
            can.write ? (
              <DialogForm
                label="Add…"
                size="small"
                title={`Who works on ${name}?`}
                action={addMembershipAction}
                submit="Add"
              >
                <input type="hidden" name="engagementId" value={id} />
                <Field name="personId" label="Person">
                  <Combobox options={personChoices(people)} />
                </Field>
                <Field name="role" label="Role" hint="As “Media buyer” or “Account lead”.">
                  <TextInput />
                </Field>
              </DialogForm>
            ) : null
          }
        >
          <MemberList engagement={engagement} end={can.write ? endMembershipAction : undefined} />
        </Section>
      </Split>
    </Page>
  );
}
