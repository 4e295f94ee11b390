import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import type { Params } from "@/components/ui/href";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ClientRow } from "@/lib/clients/queries/list-clients";

/** The list of clients. */
export function ClientsTable({ rows, path, params }: { rows: ClientRow[]; path: string; params: Params }) {
  const head = { path, params };
  return (
    <Table label="Clients">
      <Head>
        <SortHead {...head} by="name" initial>
          Client
        </SortHead>
        <SortHead {...head} by="end">
          Engagement runs until
        </SortHead>
        <SortHead {...head} by="assets" align="right">
          Accounts
        </SortHead>
        <SortHead {...head} by="people" align="right">
          People
        </SortHead>
        <SortHead {...head} by="keys" align="right">
          Keys
        </SortHead>
      </Head>
      <Body>
        {rows.map((client) => (
          <Row key={client.id} muted={client.endedAt !== null}>
            <Cell heading>
              <CellMain href={`/clients/${client.id}`}>{client.name}</CellMain>
              <CellSub>{standing(client)}</CellSub>
            </Cell>
            <Cell label="Until">
              {client.nextEnd ? (
                <Time value={client.nextEnd} />
              ) : client.engagements > 0 ? (
                "further notice"
              ) : null}
              {client.withoutPapers > 0 ? (
                <div>
                  <Badge tone="high">no agreement or DPA on file</Badge>
                </div>
              ) : null}
            </Cell>
            <Cell label="Accounts" align="right">
              {client.assets}
            </Cell>
            <Cell label="People" align="right">
              {client.people}
            </Cell>
            <Cell label="Keys" align="right">
              {client.keys}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function standing(client: ClientRow): string {
  if (client.endedAt) return "no longer a client";
  return client.engagements === 0
    ? "no engagement runs"
    : `${counted(client.engagements, "engagement")} running`;
}
