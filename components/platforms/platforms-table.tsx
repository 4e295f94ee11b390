import { Badge } from "@/components/ui/badge";
import type { Params } from "@/components/ui/href";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { PlatformRow } from "@/lib/platforms/queries";
import { categoryWords } from "./words";

/** The list of platforms. */
export function PlatformsTable({
  rows,
  path,
  params,
}: {
  rows: PlatformRow[];
  path: string;
  params: Params;
}) {
  const head = { path, params };
  return (
    <Table label="Platforms">
      <Head>
        <SortHead {...head} by="name" initial>
          Platform
        </SortHead>
        <HeadCell>Kind</HeadCell>
        <SortHead {...head} by="roles" align="right">
          Roles
        </SortHead>
        <SortHead {...head} by="assets" align="right">
          Accounts
        </SortHead>
        <SortHead {...head} by="keys" align="right">
          Keys
        </SortHead>
      </Head>
      <Body>
        {rows.map((platform) => (
          <Row key={platform.id}>
            <Cell heading mark={<PlatformMark letters={platform.mark} />}>
              <CellMain href={`/platforms/${platform.id}`}>{platform.name}</CellMain>
              <CellSub>{platform.custom ? "the studio’s own entry" : platform.vendor}</CellSub>
            </Cell>
            <Cell label="Kind">{categoryWords[platform.category] ?? platform.category}</Cell>
            <Cell label="Roles" align="right">
              {platform.roles}
              {platform.unverified > 0 ? (
                <div>
                  <Badge tone="attention">{platform.unverified} unverified</Badge>
                </div>
              ) : null}
            </Cell>
            <Cell label="Accounts" align="right">
              {platform.assets}
            </Cell>
            <Cell label="Keys" align="right">
              {platform.keys}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
