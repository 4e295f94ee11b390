import { ButtonLink } from "@/components/ui/button";
import { Ladder } from "@/components/ui/ladder";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RequestRow } from "@/lib/requests/queries/list-requests";

/** Requests that wait for this actor's decision, the longest waiting first. */
export function ToDecide({ requests }: { requests: RequestRow[] }) {
  return (
    <Table label="Requests to decide">
      <Head>
        <HeadCell>Who asks</HeadCell>
        <HeadCell>For</HeadCell>
        <HeadCell>Work</HeadCell>
        <HeadCell>Asked role</HeadCell>
        <HeadCell>Until</HeadCell>
        <HeadCell hidden>Look</HeadCell>
      </Head>
      <Body>
        {requests.map((request) => (
          <Row key={request.id}>
            <Cell heading>
              <CellMain href={`/requests/${request.id}`}>{request.sentence}</CellMain>
              <CellSub>
                {request.name} · for {request.people.join(", ")}
              </CellSub>
            </Cell>
            <Cell label="For" mark={<Mark request={request} />}>
              <CellMain>{request.clientName}</CellMain>
              <CellSub>
                {request.assetCount === 1 ? request.assets[0]?.name : `${request.assetCount} accounts`}
              </CellSub>
            </Cell>
            <Cell label="Work">{request.work}</Cell>
            <Cell label="Role">
              {request.rung ? (
                <Ladder
                  filled={request.rung.filled}
                  of={request.rung.of}
                  name={request.rung.name}
                  tone={request.above ? "risk" : "ink"}
                  sub={request.above ? "more than the smallest" : undefined}
                />
              ) : (
                "differs by account"
              )}
            </Cell>
            <Cell label="Until">
              {request.lasts ? `for ${request.lasts}` : <Time value={request.until} as="short" />}
            </Cell>
            <Cell actions>
              <ButtonLink href={`/requests/${request.id}`}>Look</ButtonLink>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Mark({ request }: { request: RequestRow }) {
  const [first] = request.assets;
  return first ? <PlatformMark letters={first.mark} name={first.platformName} /> : null;
}
