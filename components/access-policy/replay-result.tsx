import type { Replay } from "@/lib/requests/queries/replay-policy";
import { counted } from "../ui/counted";
import type { Params } from "../ui/href";
import { ListPager } from "../ui/list-pager";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";

/** What the draft would have said of what was asked lately: how many would have come out differently, and which. */
export function ReplayResult({
  replay,
  words,
  params,
}: {
  replay: Replay;
  /** What each outcome is called. */
  words: Readonly<Record<string, string>>;
  params: Params;
}) {
  const path = "/settings/access-policy/draft";
  if (replay.tried === 0) return <p className="text-second">Nothing was asked in this time.</p>;
  if (replay.total === 0)
    return (
      <p className="text-second">
        {counted(replay.tried, "item was", "items were")} tried. All would have come out the same.
      </p>
    );
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-0.5" aria-label="In numbers">
        {replay.moves.map(({ was, would, items }) => (
          <li key={`${was} ${would}`}>
            <strong>{items}</strong> of {replay.tried}: {words[would]}
            <span className="text-second">, and it was: {words[was]}</span>
          </li>
        ))}
      </ul>
      <Table label="What would have come out differently" rows={replay.rows.length}>
        <Head>
          <HeadCell>Who would hold it</HeadCell>
          <HeadCell width="w-1/4">Came out</HeadCell>
          <HeadCell width="w-1/4">Would come out</HeadCell>
          <HeadCell width="w-1/5">By the rule</HeadCell>
        </Head>
        <Body>
          {replay.rows.map((row) => (
            <Row key={row.id}>
              <Cell heading>
                <CellMain href={`/requests/${row.requestId}`}>
                  {row.personName} on {row.assetName}
                </CellMain>
                <CellSub>{row.requestName}</CellSub>
              </Cell>
              <Cell label="Came out">{words[row.was]}</Cell>
              <Cell label="Would come out">{words[row.would]}</Cell>
              <Cell label="Rule">{row.rule}</Cell>
            </Row>
          ))}
        </Body>
      </Table>
      <ListPager path={path} params={params} list={replay} />
    </div>
  );
}
