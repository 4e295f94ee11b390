import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { AssetsTable } from "@/components/clients/assets-table";
import { ClientDataList } from "@/components/clients/client-data";
import { ContactFields, ContactList } from "@/components/clients/contact-list";
import { EndOrChange } from "@/components/clients/end-or-change";
import { EngagementList } from "@/components/clients/engagement-list";
import { ClosingCallout } from "@/components/closings/closing-callout";
import { StartClosing } from "@/components/closings/start-closing";
import { KeysOf, OpenWork, ReachedThrough } from "@/components/register/keys-of";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { ListPager } from "@/components/ui/list-pager";
import { Page, Section, Split } from "@/components/ui/page";
import { Time } from "@/components/ui/time";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { type ClientDetail, getClient } from "@/lib/clients/queries/get-client";
import { listAssets } from "@/lib/clients/queries/list-assets";
import { listClientData } from "@/lib/clients/queries/list-client-data";
import { type ClosingOf, closingOf } from "@/lib/closings/queries/closing-of";
import { env } from "@/lib/env";
import { readListState } from "@/lib/list-state";
import { grantsOfClient } from "@/lib/register/queries/grants-of";
import { listTasks } from "@/lib/register/queries/list-tasks";
import { reachOf } from "@/lib/register/queries/reach-of";
import { endClientDataAction, startClosingAction } from "../../closings/actions";
import {
  addContactAction,
  editContactAction,
  endClientAction,
  endContactAction,
  inviteContactAction,
} from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const client = await getClient(await requireActor(), (await params).id);
  return { title: client?.name ?? "No client" };
}

export default async function ClientPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const state = { ...readListState(search, []), q: "", filters: { client: id } };
  const client = await getClient(actor, id);
  if (!client) notFound();
  const [assets, grants, reach, work, history, data, ending] = await Promise.all([
    listAssets(actor, state),
    grantsOfClient(actor, id),
    reachOf(actor, { clientId: id }),
    listTasks(actor, { ...readListState({}, []), filters: { client: id } }),
    historyOf("client", id),
    listClientData(actor, { clientId: id }),
    closingOf(actor, { clientId: id, engagementId: null }),
  ]);
  const { write } = client.can;
  const path = `/clients/${id}`;
  return (
    <Page
      title={titleOf(client)}
      crumbs={[{ label: "Clients", href: "/clients" }, { label: client.name }]}
      lead={client.notes}
      actions={write ? <Actions client={client} ending={ending} /> : null}
    >
      <ClosingCallout closing={ending.closing} />
      <Section title="Accounts" id="accounts" link={<Link href={`/assets?client=${id}`}>Search them</Link>}>
        {assets.total === 0 && ending.closing?.certifiedAt ? (
          <p className="text-second">All are ended, with the work for this client.</p>
        ) : assets.total === 0 ? (
          <EmptyState title="No account is registered yet.">
            Add each account, property or portal that somebody of the studio can get into.
          </EmptyState>
        ) : (
          <AssetsTable rows={assets.rows} path={path} params={search} ofOneClient />
        )}
        <ListPager path={path} params={search} list={assets} />
      </Section>
      <KeysOf
        grants={grants}
        empty="Nobody holds a key to this client’s accounts."
        more={grants.length > 0 ? <Link href={`/register?client=${id}`}>Search them</Link> : null}
      />
      <ReachedThrough reach={reach} />
      <OpenWork tasks={work.rows} total={work.total} href={`/work?client=${id}`} now={new Date()} />
      <Split
        aside={
          <>
            <Section
              title="Contacts"
              link={
                write ? (
                  <DialogForm
                    label="Add…"
                    size="small"
                    title="Add a contact"
                    action={addContactAction}
                    submit="Add"
                  >
                    <input type="hidden" name="clientId" value={id} />
                    <ContactFields />
                  </DialogForm>
                ) : null
              }
            >
              <ContactList
                contacts={client.contacts}
                mailed={env().SMTP_URL !== undefined}
                actions={
                  write
                    ? {
                        edit: editContactAction,
                        end: endContactAction,
                        invite: client.can.inviteContacts ? inviteContactAction : null,
                      }
                    : undefined
                }
              />
            </Section>
            <Section title="History">
              <ObjectHistory events={history} />
            </Section>
          </>
        }
      >
        <Section
          title="Engagements"
          link={write ? <Link href={`${path}/engagements/new`}>Begin another</Link> : null}
        >
          <EngagementList engagements={client.engagements} />
        </Section>
        {data.length > 0 ? (
          <Section
            title="Data that is kept"
            id="data"
            lead="Returned or deleted when the work ends, as each engagement’s addendum says."
          >
            <ClientDataList rows={data} end={write ? endClientDataAction : undefined} />
          </Section>
        ) : null}
      </Split>
    </Page>
  );
}

function titleOf({ name, people, keys, endedAt }: ClientDetail) {
  const held =
    keys === 0
      ? "nobody holds a key"
      : `${people === 0 ? "nobody holds" : countedInWords(people, "person holds", "people hold")} ${countedInWords(keys, "key")}`;
  if (!endedAt) return `${name}: ${held}`;
  return (
    <>
      {name} was a client until <Time value={endedAt} />
      {keys > 0 ? `, and ${held}` : ""}
    </>
  );
}

function Actions({ client, ending }: { client: ClientDetail; ending: ClosingOf }) {
  return (
    <>
      <EndOrChange
        path={`/clients/${client.id}`}
        field="clientId"
        of={client}
        ends="Its accounts and contacts end with it. Everything stays on record."
        end={endClientAction}
        instead={
          client.whyNotEnded === null ? undefined : ending.preview ? (
            <StartClosing
              of={{ clientId: client.id, engagementId: null, name: client.name, endsOn: null }}
              preview={ending.preview}
              action={startClosingAction}
            />
          ) : null
        }
      />
      {ending.closing?.certifiedAt && client.engagements.every((each) => each.endedAt) ? null : (
        <ButtonLink tone="primary" href={`/assets/new?client=${client.id}`}>
          Add an account
        </ButtonLink>
      )}
    </>
  );
}
