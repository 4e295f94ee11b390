import type { FormAction } from "@/lib/form-state";
import type { TokenLine } from "@/lib/sources/queries";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "../ui/confirm-button";
import { CommandForm } from "../ui/form";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The tokens of a connection, those that open something first. With `revoke` they can be revoked. */
export function TokenTable({ tokens, revoke }: { tokens: TokenLine[]; revoke: FormAction | null }) {
  return (
    <Table label="Tokens" rows={tokens.length}>
      <Head>
        <HeadCell>Token</HeadCell>
        <HeadCell width="w-44">Last used</HeadCell>
        <HeadCell width="w-40">Good until</HeadCell>
        {revoke ? (
          <HeadCell width="w-32" hidden>
            Revoke
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {tokens.map((token) => (
          <Row key={token.id} muted={token.revokedAt !== null || token.expired}>
            <Cell heading>
              <CellMain>
                <code className="font-mono text-sm">{token.prefix}…</code>
              </CellMain>
              <CellSub>
                made <Time value={token.createdAt} as="datetime" />
              </CellSub>
            </Cell>
            <Cell label="Last used">
              {token.lastUsedAt ? (
                <Time value={token.lastUsedAt} as="datetime" />
              ) : (
                <span className="text-second">Not yet</span>
              )}
            </Cell>
            <Cell label="Good until">
              {token.revokedAt ? (
                <Badge>Revoked</Badge>
              ) : token.expired ? (
                <Badge tone="high">Expired</Badge>
              ) : (
                <Time value={token.expiresAt} />
              )}
            </Cell>
            {revoke ? (
              <Cell actions>
                {token.revokedAt || token.expired ? null : (
                  <CommandForm action={revoke} label={`Revoke ${token.prefix}`} className="inline-flex">
                    <input type="hidden" name="tokenId" value={token.id} />
                    <ConfirmButton
                      size="small"
                      title={`Revoke the token ${token.prefix}…?`}
                      description="Whoever calls with it is refused from then on."
                      confirm="Revoke it"
                    >
                      Revoke…
                    </ConfirmButton>
                  </CommandForm>
                )}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
