import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { CallTable } from "@/components/sources/call-table";
import { GroupTable } from "@/components/sources/group-table";
import { MakeSecret } from "@/components/sources/make-secret";
import { MakeToken } from "@/components/sources/make-token";
import { SecretTable } from "@/components/sources/secret-table";
import { SourceActions } from "@/components/sources/source-actions";
import { TokenTable } from "@/components/sources/token-table";
import { sourceKinds } from "@/components/sources/words";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Page, Section, Split } from "@/components/ui/page";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listGroups, listMappable, recentCalls } from "@/lib/sources/group-queries";
import { getSource, type SourceDetail } from "@/lib/sources/queries";
import {
  editSourceAction,
  endSourceAction,
  makeSecretAction,
  makeTokenAction,
  mapGroupAction,
  revokeSecretAction,
  revokeTokenAction,
} from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await getSource(await requireActor(), (await params).id);
  return { title: source?.name ?? "No HR system" };
}

/** One HR system: how it is connected, and what it has said. */
export default async function SourcePage({ params }: Props) {
  const actor = await requireActor();
  const source = await getSource(actor, (await params).id);
  if (!source) notFound();
  const isScim = source.kind === "scim";
  const map = isScim && source.endedAt === null && may(actor, "sources.map-groups");
  const [groups, engagements, calls] = await Promise.all([
    isScim ? listGroups(actor, source.id) : [],
    map ? listMappable(actor) : [],
    isScim ? recentCalls(actor, source.id) : [],
  ]);
  const write = source.can.write && source.endedAt === null;
  return (
    <Page
      crumbs={[
        { label: "Settings", href: "/settings" },
        { label: "HR systems", href: "/settings/sources" },
        { label: source.name },
      ]}
      title={source.name}
      state={source.endedAt ? <Badge>Ended</Badge> : null}
      actions={
        write ? (
          <SourceActions source={source} actions={{ edit: editSourceAction, end: endSourceAction }} />
        ) : null
      }
    >
      <Split
        aside={
          <Section title="Connection">
            <DefinitionList items={factsOf(source)} />
          </Section>
        }
      >
        {isScim ? <Tokens source={source} write={write} /> : null}
        {isScim ? (
          <Section
            title="Groups"
            id="groups"
            lead="A group means nothing until it is mapped: then its members have that role on that engagement. A seat gives nobody access."
          >
            {groups.length > 0 ? (
              <GroupTable groups={groups} map={map ? mapGroupAction : null} engagements={engagements} />
            ) : (
              <p className="text-second">It has sent no groups.</p>
            )}
          </Section>
        ) : null}
        {isScim ? (
          <Section title="Last calls" id="calls" lead="As the audit log has them, which keeps them all.">
            {calls.length > 0 ? (
              <CallTable calls={calls} />
            ) : (
              <p className="text-second">No call is on record.</p>
            )}
          </Section>
        ) : null}
        {source.kind === "webhook" ? <Secrets source={source} write={write} /> : null}
        <Section title="History">
          <ObjectHistory events={source.history} />
        </Section>
      </Split>
    </Page>
  );
}

function Tokens({ source, write }: { source: SourceDetail; write: boolean }) {
  return (
    <Section
      title="Tokens"
      id="tokens"
      lead="A token is all that the other side needs. Two may be in use at a time: make the new one, enter it there, then revoke the old one."
    >
      {source.tokens.length > 0 ? (
        <TokenTable tokens={source.tokens} revoke={write ? revokeTokenAction : null} />
      ) : (
        <p className="text-second">It has no token, so nobody can call yet.</p>
      )}
      {write ? <MakeToken sourceId={source.id} action={makeTokenAction} /> : null}
    </Section>
  );
}

function Secrets({ source, write }: { source: SourceDetail; write: boolean }) {
  return (
    <Section
      title="Secrets"
      id="secrets"
      lead="Its calls are signed with a secret, as Standard Webhooks has it. Two may be in use at a time: make the new one, enter it there, then revoke the old one."
    >
      {source.secrets.length > 0 ? (
        <SecretTable secrets={source.secrets} revoke={write ? revokeSecretAction : null} />
      ) : (
        <p className="text-second">It has no secret, so nobody can call yet.</p>
      )}
      {write ? <MakeSecret sourceId={source.id} action={makeSecretAction} /> : null}
    </Section>
  );
}

function factsOf({ kind, baseUrl, addresses, people, lastSeenAt, createdAt }: SourceDetail) {
  return [
    { term: "Speaks", value: sourceKinds[kind] },
    {
      term: kind === "webhook" ? "URL" : "Base URL",
      value:
        kind === "scim" || kind === "webhook" ? (
          <span className="flex items-start gap-1.5">
            <code className="min-w-0 font-mono text-sm break-all">{baseUrl}</code>
            <CopyButton text={baseUrl} what="the URL" />
          </span>
        ) : null,
    },
    { term: "Calls come from", value: addresses.length > 0 ? addresses.join(", ") : "anywhere" },
    { term: "Manages", value: people === 1 ? "one person" : `${people} people` },
    { term: "Last heard of", value: lastSeenAt ? <Time value={lastSeenAt} as="datetime" /> : "not yet" },
    { term: "Connected", value: <Time value={createdAt} as="datetime" /> },
  ];
}
