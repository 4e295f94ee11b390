import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ItemRow, RequestDetail } from "@/lib/requests/queries/get-request";

/** Until when and why, who has to decide, who asked when. */
export function RequestFacts({ request }: { request: RequestDetail }) {
  const { items, requester, client, engagement } = request;
  const waiting = items.filter((item) => item.state === "waiting");
  const above = waiting.filter((item) => item.above).length;
  const leads = waiting.some((item) => item.needs.startsWith("security_lead"));
  const both = waiting.some((item) => item.needs === "security_lead_and_client");
  const facts: Definition[] = [
    { term: "Until", value: <Until items={items} /> },
    { term: "Why", value: `“${request.reason}”` },
    {
      term: "Needs",
      value:
        waiting.length === 0
          ? null
          : above > 0
            ? `the security lead (${above === 1 ? "1 account" : `${above} accounts`} above the smallest)`
            : leads
              ? "the security lead"
              : "the security lead or an owner",
    },
    { term: "And the client", value: both ? clientsWords(request) : null },
    { term: "Client", value: <Link href={`/clients/${client.id}`}>{client.name}</Link> },
    {
      term: "Engagement",
      value: engagement ? <Link href={`/engagements/${engagement.id}`}>{engagement.name}</Link> : null,
    },
    { term: "Asked", value: <Asked name={requester.name} at={request.askedAt} /> },
  ];
  return <DefinitionList items={facts} />;
}

function clientsWords({ clientSide, client }: RequestDetail): string {
  if (!clientSide) return `${client.name} has said yes`;
  return clientSide.from === "room" ? `waits for ${client.name}’s answer` : `${client.name} has to agree`;
}

function Until({ items }: { items: readonly ItemRow[] }) {
  const ends = [...new Set(items.map((item) => item.ends))];
  if (ends.length === 1) return ends[0];
  return (
    <ul>
      {ends.map((end) => (
        <li key={end}>{end}</li>
      ))}
    </ul>
  );
}

function Asked({ name, at }: { name: string; at: Date }) {
  return (
    <>
      <Time value={at} as="moment" /> by {name}
    </>
  );
}
