import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { AddClientData, ClientDataList } from "@/components/clients/client-data";
import { CommitmentList } from "@/components/clients/commitment-list";
import { CopyKit } from "@/components/clients/copy-kit";
import { dataAtEndText } from "@/components/clients/data-at-end";
import { EndOrChange } from "@/components/clients/end-or-change";
import { KitDifferences } from "@/components/clients/kit-differences";
import { KitList } from "@/components/clients/kit-list";
import { MemberList } from "@/components/clients/member-list";
import { PaperList } from "@/components/clients/paper-list";
import { ClosingCallout } from "@/components/closings/closing-callout";
import { StartClosing } from "@/components/closings/start-closing";
import { ButtonLink } from "@/components/ui/button";
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
import { listClientData } from "@/lib/clients/queries/list-client-data";
import { closingOf } from "@/lib/closings/queries/closing-of";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { getKits } from "@/lib/requests/queries/get-kits";
import { kitDifferences } from "@/lib/requests/queries/kit-differences";
import { addClientDataAction, endClientDataAction, startClosingAction } from "../../closings/actions";
import { personChoices } from "../../people/choices";
import { addMembershipAction, copyKitAction, endEngagementAction, endMembershipAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const engagement = await getEngagement(await requireActor(), (await params).id);
  return { title: engagement ? `${engagement.client.name}: ${engagement.name}` : "No engagement" };
}

export default async function EngagementPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const engagement = await getEngagement(actor, id);
  if (!engagement) notFound();
  const [people, history, kits, differences, data, ending] = await Promise.all([
    listPersonOptions(actor),
    historyOf("engagement", id),
    getKits(actor, id),
    kitDifferences(actor, id),
    listClientData(actor, { engagementId: id }),
    closingOf(actor, { clientId: engagement.client.id, engagementId: id }),
  ]);
  if (!kits) notFound();
  const roles = [...kits.kits.map((kit) => kit.role), ...kits.rolesWithout];
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
            instead={
              engagement.whyNotEnded === null ? undefined : ending.preview ? (
                <StartClosing
                  of={{ clientId: client.id, engagementId: id, name, endsOn: engagement.endsOn }}
                  preview={ending.preview}
                  action={startClosingAction}
                />
              ) : null
            }
          />
        ) : null
      }
    >
      <ClosingCallout closing={ending.closing} />
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
                  <TextInput list="engagement-roles" />
                </Field>
                <datalist id="engagement-roles">
                  {roles.map((role) => (
                    <option key={role} value={role} />
                  ))}
                </datalist>
              </DialogForm>
            ) : null
          }
        >
          <MemberList engagement={engagement} end={can.write ? endMembershipAction : undefined} />
        </Section>
        <Section
          title="Data that is kept"
          id="data"
          lead={`Outside of the client’s accounts. When the work ends it is ${dataAtEndText(engagement.dataAgreed)}.`}
          link={can.write ? <AddClientData engagementId={id} action={addClientDataAction} /> : null}
        >
          <ClientDataList rows={data} end={can.write ? endClientDataAction : undefined} ofEngagement />
        </Section>
        <Section
          title="Kits"
          id="kits"
          lead="What each role has to do, on which accounts. Whoever joins is proposed theirs."
          link={can.write ? <KitButtons id={id} name={name} sources={kits.sources} /> : null}
        >
          <KitList
            kits={kits}
            edit={can.write ? (role) => `/engagements/${id}/kit?role=${encodeURIComponent(role)}` : null}
          />
        </Section>
        {kits.kits.length > 0 && differences.length > 0 ? (
          <Section
            title="Too little, too much"
            lead="What people hold at this client under this engagement, beside the kit of their role."
          >
            <KitDifferences
              differences={differences}
              askHref={(membershipId) => `/engagements/${id}/ask/${membershipId}`}
            />
          </Section>
        ) : null}
      </Split>
    </Page>
  );
}

type Sources = { id: string; name: string }[];

function KitButtons({ id, name, sources }: { id: string; name: string; sources: Sources }) {
  return (
    <div className="flex gap-2">
      {sources.length > 0 ? <CopyKit id={id} name={name} sources={sources} action={copyKitAction} /> : null}
      <ButtonLink size="small" href={`/engagements/${id}/kit`}>
        New kit
      </ButtonLink>
    </div>
  );
}
