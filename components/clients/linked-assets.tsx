import { AccountId } from "@/components/ui/account-id";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { CommandForm } from "@/components/ui/form";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { LinkedAsset } from "@/lib/clients/queries/get-asset";
import type { FormAction } from "@/lib/form-state";
import { linkWords } from "./words";

/** What stands above an account, or below it. */
export function LinkedAssets({
  label,
  assets,
  unlink,
}: {
  label: string;
  assets: LinkedAsset[];
  unlink?: FormAction | undefined;
}) {
  return (
    <Table label={label}>
      <Head>
        <HeadCell>Account</HeadCell>
        <HeadCell>By</HeadCell>
        <HeadCell>Account id</HeadCell>
        {unlink ? <HeadCell hidden>Actions</HeadCell> : null}
      </Head>
      <Body>
        {assets.map((asset) => (
          <Row key={`${asset.linkId} ${asset.depth}`}>
            <Cell heading mark={<PlatformMark letters={asset.mark} name={asset.platform} />}>
              <CellMain href={`/assets/${asset.id}`}>{asset.name}</CellMain>
              <CellSub>{asset.client ?? "the studio’s own"}</CellSub>
            </Cell>
            <Cell label="By">
              {linkWords[asset.kind]}
              {asset.depth > 1 ? <CellSub>{asset.depth} links away</CellSub> : null}
            </Cell>
            <Cell label="Account id">
              <AccountId id={asset.accountId} />
            </Cell>
            {unlink ? (
              <Cell actions>
                {asset.depth === 1 ? (
                  <CommandForm action={unlink} className="contents" label={`Unlink ${asset.name}`}>
                    <input type="hidden" name="linkId" value={asset.linkId} />
                    <ConfirmButton
                      size="small"
                      title={`Unlink ${asset.name}?`}
                      description="Do this when the link is gone on the platform: nobody counts as reaching one by the other any more."
                      confirm="Unlink"
                    >
                      Unlink
                    </ConfirmButton>
                  </CommandForm>
                ) : null}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
