import type { OwnIdentity } from "@/lib/accounts/provider-queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "../ui/confirm-button";
import { CommandForm } from "../ui/form";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The company sign-ins that are linked to one's own account. */
export function IdentityList({ identities, unlink }: { identities: OwnIdentity[]; unlink: FormAction }) {
  return (
    <Table label="My company sign-ins" rows={identities.length}>
      <Head>
        <HeadCell>Company sign-in</HeadCell>
        <HeadCell width="w-40">Linked</HeadCell>
        <HeadCell width="w-40">Last used</HeadCell>
        <HeadCell width="w-24" hidden>
          Unlink it
        </HeadCell>
      </Head>
      <Body>
        {identities.map((identity) => (
          <Row key={identity.id} muted={identity.ended}>
            <Cell heading>
              <CellMain>
                {identity.providerName}{" "}
                {identity.ended ? <Badge tone="plain">Ended by an owner</Badge> : null}
              </CellMain>
              <CellSub>{identity.label}</CellSub>
            </Cell>
            <Cell label="Linked">
              <Time value={identity.linkedAt} />
            </Cell>
            <Cell label="Last used">
              {identity.lastUsedAt ? <Time value={identity.lastUsedAt} as="datetime" /> : "Never"}
            </Cell>
            <Cell align="right">
              <CommandForm action={unlink} label={`Unlink ${identity.providerName}`}>
                <input type="hidden" name="identityId" value={identity.id} />
                <ConfirmButton
                  size="small"
                  tone="plain"
                  title={`Unlink ${identity.providerName}?`}
                  description="It does not sign in as you any more, and your other sessions that began with a company sign-in end."
                  confirm="Unlink"
                  className="self-end max-md:self-start"
                >
                  Unlink…
                </ConfirmButton>
              </CommandForm>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
