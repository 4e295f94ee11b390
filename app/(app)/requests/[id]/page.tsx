import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { CheckList } from "@/components/requests/check-list";
import { ClientAsked } from "@/components/requests/client-asked";
import { DecideForms } from "@/components/requests/decide-forms";
import { DecideLayout } from "@/components/requests/decide-layout";
import { ItemTable } from "@/components/requests/item-table";
import { OtherHolders } from "@/components/requests/other-holders";
import { PolicyAnswers } from "@/components/requests/policy-answers";
import { RequestCallout } from "@/components/requests/request-callout";
import { RequestFacts } from "@/components/requests/request-facts";
import { Selecting } from "@/components/requests/selection";
import { WithdrawForm } from "@/components/requests/withdraw-form";
import { Callout } from "@/components/ui/callout";
import type { Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { getRequest, type RequestDetail } from "@/lib/requests/queries/get-request";
import { decideItemsAction, remindClientAction, withdrawRequestAction } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const request = await getRequest(await requireActor(), (await params).id);
  return { title: request?.sentence ?? "No request" };
}

export default async function RequestPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const request = await getRequest(actor, id);
  if (!request) notFound();
  const history = request.can.history ? await historyOf("request", id) : [];
  const open = decidable(request);
  return (
    <Page
      title={request.sentence}
      crumbs={[{ label: "Requests", href: "/requests" }, { label: request.name }]}
    >
      <LeftOut count={search.left} />
      {request.closed ? (
        <Callout tone="attention" title="Nobody can decide this at the moment">
          Whoever could has asked for it, would hold it, or decides in the place of somebody who did. It stays
          closed, and the owners have been told.
        </Callout>
      ) : null}
      <Selecting all={open.map((item) => item.id)} initial={chosenFirst(open)}>
        <DecideLayout
          sentence={<RequestCallout request={request} />}
          actions={<Actions request={request} />}
          facts={<RequestFacts request={request} />}
          others={
            request.others ? (
              <Section title="Who else holds this">
                <OtherHolders others={request.others} />
              </Section>
            ) : null
          }
        >
          <ItemTable items={request.items} choose={request.can.decide && open.length > 1} />
          {request.checks.length > 0 ? (
            <Section title="What is checked">
              <CheckList checks={request.checks} />
            </Section>
          ) : null}
          {request.items.some((item) => item.policy) ? (
            <Section title="What the access policy says">
              <PolicyAnswers items={request.items} readsPolicy={request.can.policy} />
            </Section>
          ) : null}
          {history.length > 0 ? (
            <Section title="History">
              <ObjectHistory events={history} />
            </Section>
          ) : null}
        </DecideLayout>
      </Selecting>
    </Page>
  );
}

/** At first all that is still to be approved is chosen; where there is no such, all that could still be rejected. */
function chosenFirst(open: readonly { id: string; approved: boolean }[]): string[] {
  const undecided = open.filter((item) => !item.approved);
  return (undecided.length > 0 ? undecided : open).map((item) => item.id);
}

const decidable = (request: RequestDetail) =>
  request.items
    .filter((item) => item.state === "waiting" && item.can.decide === true)
    .map((item) => ({
      id: item.id,
      title: `${item.person.name} on ${item.asset.name}`,
      above: item.above,
      client:
        request.clientSide?.from === "written" &&
        !item.clientAnswer &&
        item.needs === "security_lead_and_client"
          ? request.client.name
          : null,
      approved: item.waitsForClient,
      fits: item.smallest !== null,
      asked: item.asked.name,
      comparison: item.comparison,
      lower: item.lower.map(({ roleId, name }) => ({ roleId, name })),
    }));

function Actions({ request }: { request: RequestDetail }) {
  const { can } = request;
  return (
    <>
      {can.decides ? (
        <DecideForms
          decide={decideItemsAction}
          items={decidable(request)}
          until={request.lasts ? null : request.until}
        />
      ) : null}
      {request.clientSide ? (
        <ClientAsked of={request.clientSide} id={request.id} remind={remindClientAction} />
      ) : null}
      {can.inPlaceOf.map((name) => (
        <p key={name} className="text-second">
          You decide in place of {name}, and it is recorded so.
        </p>
      ))}
      {can.refusal ? <p className="text-second">{can.refusal}</p> : null}
      {can.withdraw ? (
        <WithdrawForm withdraw={withdrawRequestAction} id={request.id} name={request.name} />
      ) : null}
    </>
  );
}

/** What the command left out when it was asked; the form has shown the words for each before. */
function LeftOut({ count }: { count: string | string[] | undefined }) {
  const left = Number(count);
  if (!Number.isInteger(left) || left < 1 || left > 500) return null;
  return (
    <Callout tone="attention">
      {left === 1 ? "One was left out" : `${left} were left out`}: already held, or already asked for.
    </Callout>
  );
}
