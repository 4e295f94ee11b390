import { Badge } from "@/components/ui/badge";
import type { Params } from "@/components/ui/href";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RequestRow } from "@/lib/requests/queries/list-requests";
import { RoleRung } from "./role-rung";
import { SelectBox } from "./selection";

/** The list of requests. With `choose`, those that can be decided together have a box. */
export function RequestsTable({
  rows,
  path,
  params,
  choose,
}: {
  rows: RequestRow[];
  path: string;
  params: Params;
  choose: boolean;
}) {
  const head = { path, params };
  return (
    <Table label="Requests">
      <Head>
        <SortHead {...head} by="who">
          Request
        </SortHead>
        <HeadCell width="w-1/5">Accounts</HeadCell>
        <HeadCell width="w-1/5">Asked role</HeadCell>
        <SortHead {...head} by="until">
          Until
        </SortHead>
        <SortHead {...head} by="asked">
          Asked
        </SortHead>
      </Head>
      <Body>
        {rows.map((request) => (
          <Row key={request.id} muted={request.state === "withdrawn" || request.state === "cancelled"}>
            <Cell heading mark={choose ? <Choice request={request} /> : undefined}>
              <CellMain href={`/requests/${request.id}`}>{request.sentence}</CellMain>
              <CellSub>
                {request.name} · “{shortened(request.reason)}”
              </CellSub>
              {request.waitsForClient ? (
                <CellSub>
                  <Badge tone="attention">Waits for {request.clientName}</Badge>
                </CellSub>
              ) : null}
              {request.state === "waiting" ? null : (
                <CellSub>
                  <Badge tone={toneOf(request.state)}>{request.stateWord}</Badge>
                </CellSub>
              )}
            </Cell>
            <Cell label="Accounts">
              <Accounts request={request} />
            </Cell>
            <Cell label="Asked role">
              {request.rung ? <RoleRung rung={request.rung} above={request.above} /> : "a role on each"}
              {request.difference ? (
                <CellSub tone="high">more than the smallest: {request.difference}</CellSub>
              ) : request.state === "waiting" ? (
                <CellSub>the smallest</CellSub>
              ) : null}
            </Cell>
            <Cell label="Until">
              {request.lasts ? `for ${request.lasts}` : <Time value={request.until} />}
            </Cell>
            <Cell label="Asked">
              <Time value={request.askedAt} as="short" />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** More than the smallest is decided on its own page: there is no box for it, only its place. */
function Choice({ request }: { request: RequestRow }) {
  if (request.bulkItemIds.length === 0) return <span className="w-3.5 shrink-0 max-md:hidden" />;
  return <SelectBox ids={request.bulkItemIds} label={`Choose ${request.name}: ${request.sentence}`} />;
}

function Accounts({ request }: { request: RequestRow }) {
  const [first, ...others] = request.assets;
  if (!first) return null;
  const more = request.assetCount - 1;
  return (
    <div className="flex min-w-0 gap-2">
      <PlatformMark letters={first.mark} name={first.platformName} />
      <div className="min-w-0">
        {first.name}
        {more > 0 ? (
          <div className="mt-0.5 flex flex-wrap gap-1 text-sm text-third">
            and {more} more
            {others.map((asset) => (
              <PlatformMark key={asset.id} letters={asset.mark} name={asset.platformName} />
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}

const toneOf = (state: RequestRow["state"]) =>
  state === "granted" || state === "partly_granted"
    ? "fine"
    : state === "partly_decided"
      ? "attention"
      : "plain";

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text);
