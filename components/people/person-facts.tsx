import { DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { PersonDetail } from "@/lib/people/queries/get-person";
import { kindWords } from "./words";

/** An address that breaks before its @ where it has to break at all. */
function Address({ of }: { of: string }) {
  const at = of.lastIndexOf("@");
  return (
    <>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </>
  );
}

/** What is known of a person, in short lines. */
export function PersonFacts({ person }: { person: PersonDetail }) {
  return (
    <DefinitionList
      items={[
        { term: "E-mail", value: person.email ? <Address of={person.email} /> : null },
        { term: "Title", value: person.title },
        { term: "Department", value: person.department },
        { term: "Location", value: person.location },
        { term: "Kind", value: kindWords[person.kind] },
        { term: "Number", value: person.employeeNumber },
        {
          term: "Manager",
          value: person.manager ? (
            <Link href={`/people/${person.manager.id}`}>{person.manager.name}</Link>
          ) : null,
        },
        {
          term: "Reports",
          value:
            person.reports.length > 0
              ? person.reports.map((report, place) => (
                  <span key={report.id}>
                    {place > 0 ? ", " : ""}
                    <Link href={`/people/${report.id}`}>{report.name}</Link>
                  </span>
                ))
              : null,
        },
        { term: "First day", value: person.startsOn ? <Time value={person.startsOn} /> : null },
        { term: "Last day", value: person.endsOn ? <Time value={person.endsOn} /> : null },
        {
          term: "Access ends",
          value: person.accessEndsAt ? <Time value={person.accessEndsAt} as="datetime" /> : null,
        },
        { term: "Left", value: person.endedAt ? <Time value={person.endedAt} as="datetime" /> : null },
        {
          term: "In Keyholder",
          value:
            person.accountRoles.length > 0
              ? person.accountRoles.map((role) => role.replaceAll("_", " ")).join(", ")
              : "cannot sign in",
        },
      ]}
    />
  );
}
