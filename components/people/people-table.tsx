import { Badge } from "@/components/ui/badge";
import type { Params } from "@/components/ui/href";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PersonRow } from "@/lib/people/queries/list-people";
import { kindWords, statusWords } from "./words";

/** The list of people. */
export function PeopleTable({ rows, path, params }: { rows: PersonRow[]; path: string; params: Params }) {
  const head = { path, params };
  return (
    <Table label="People">
      <Head>
        <SortHead {...head} by="name" initial>
          Name
        </SortHead>
        <SortHead {...head} by="department">
          Department
        </SortHead>
        <SortHead {...head} by="kind">
          Kind
        </SortHead>
        <HeadCell>Standing</HeadCell>
        <SortHead {...head} by="keys" align="right">
          Keys
        </SortHead>
      </Head>
      <Body>
        {rows.map((person) => (
          <Row key={person.id} muted={person.status === "left"}>
            <Cell heading>
              <CellMain href={`/people/${person.id}`}>{person.name}</CellMain>
              <CellSub>
                {[person.title, person.email].filter(Boolean).join(" · ") || "No address on file"}
              </CellSub>
            </Cell>
            <Cell label="Department">{person.department}</Cell>
            <Cell label="Kind">{kindWords[person.kind]}</Cell>
            <Cell label="Standing">
              <Standing person={person} />
            </Cell>
            <Cell label="Keys" align="right">
              {person.keys}
              {person.robots > 0 ? (
                <CellSub>{person.robots === 1 ? "1 robot" : `${person.robots} robots`}</CellSub>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Standing({ person }: { person: PersonRow }) {
  const { word, tone } = statusWords[person.status];
  if (person.status === "left" && person.keys > 0) return <Badge tone="critical">left, holds keys</Badge>;
  const date = person.status === "joining" ? person.startsOn : person.until;
  const text = (
    <>
      {word}
      {date ? (
        <>
          {" "}
          <Time value={date} />
        </>
      ) : null}
    </>
  );
  return tone === "plain" ? text : <Badge tone={tone}>{text}</Badge>;
}
