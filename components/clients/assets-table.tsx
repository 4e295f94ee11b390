import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import type { Params } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SortHead } from "@/components/ui/sort-head";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { AssetRow } from "@/lib/clients/queries/list-assets";
import { ownerWords } from "./words";

/** A list of accounts: of all clients, or of one (then without the client's column, and not sorted by heading). */
export function AssetsTable({
  rows,
  path,
  params,
  ofOneClient = false,
}: {
  rows: AssetRow[];
  path: string;
  params: Params;
  ofOneClient?: boolean | undefined;
}) {
  const heading = (by: string, label: string, align?: "right") =>
    ofOneClient ? (
      <HeadCell align={align}>{label}</HeadCell>
    ) : (
      <SortHead path={path} params={params} by={by} initial={by === "name"} align={align}>
        {label}
      </SortHead>
    );
  return (
    <Table label="Accounts">
      <Head>
        {heading("name", "Account")}
        {ofOneClient ? null : heading("client", "Client")}
        <HeadCell>Account id</HeadCell>
        {heading("custodian", "Custodian")}
        {heading("people", "People", "right")}
        {heading("keys", "Keys", "right")}
      </Head>
      <Body>
        {rows.map((asset) => (
          <Row key={asset.id} muted={asset.endedAt !== null}>
            <Cell heading mark={<PlatformMark letters={asset.mark} name={asset.platform} />}>
              <CellMain href={`/assets/${asset.id}`}>{asset.name}</CellMain>
              <CellSub>
                {asset.typeLabel}
                {asset.endedAt ? ", ended" : ""}
              </CellSub>
              {asset.ownedBy === "client" || asset.clientId === null ? null : (
                <Badge tone="high">owned by {ownerWords[asset.ownedBy]}</Badge>
              )}
            </Cell>
            {ofOneClient ? null : (
              <Cell label="Client">
                {asset.clientId ? (
                  <Link href={`/clients/${asset.clientId}`} tone="quiet">
                    {asset.client}
                  </Link>
                ) : (
                  "the studio’s own"
                )}
              </Cell>
            )}
            <Cell label="Account id">
              <AccountId id={asset.accountId} />
            </Cell>
            <Cell label="Custodian">
              {asset.custodian ?? <Badge tone="attention">nobody</Badge>}
              {asset.custodianAtClient ? <CellSub>at the client</CellSub> : null}
            </Cell>
            <Cell label="People" align="right">
              {asset.people}
            </Cell>
            <Cell label="Keys" align="right">
              {asset.keys}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
