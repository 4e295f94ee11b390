import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ItemRow, RequestDetail } from "@/lib/requests/queries/get-request";
import { limitWords } from "@/lib/requests/rules/ends";
import { lastDayInWords } from "@/lib/requests/rules/words";

/** Until when and why, who has to decide, who asked when. */
export function RequestFacts({ request }: { request: RequestDetail }) {
  const { items, requester, client } = request;
  const waiting = items.filter((item) => item.state === "waiting");
  const above = waiting.filter((item) => item.above).length;
  const facts: Definition[] = [
    { term: "Until", value: <Until items={items} asked={request.until} /> },
    { term: "Why", value: `“${request.reason}”` },
    {
      term: "Needs",
      value:
        waiting.length === 0
          ? null
          : above > 0
            ? `the security lead (${above === 1 ? "1 account" : `${above} accounts`} above the smallest)`
            : "the security lead or an owner",
    },
    { term: "Client", value: <Link href={`/clients/${client.id}`}>{client.name}</Link> },
    { term: "Asked", value: <Asked name={requester.name} at={request.askedAt} /> },
  ];
  return <DefinitionList items={facts} />;
}

function Until({ items, asked }: { items: readonly ItemRow[]; asked: Date }) {
  const ends = new Map(items.map(({ ends }) => [`${lastDayInWords(ends.end)} ${ends.limit}`, ends]));
  const sameAsAsked = [...ends.values()].every(({ limit }) => limit === "asked");
  if (sameAsAsked) return lastDayInWords(asked);
  return (
    <ul>
      {[...ends].map(([key, { end, limit }]) => (
        <li key={key}>
          {lastDayInWords(end)}
          {limit ? `, ${limitWords[limit]}` : ""}
        </li>
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
