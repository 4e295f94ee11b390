import type { Invitation } from "@/lib/accounts/queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

export type InvitationRow = Invitation & { rolesText: string };

/** Invitations that nobody has used yet. With `withdraw` they can be taken back. */
export function InvitationTable({
  invitations,
  withdraw,
}: {
  invitations: InvitationRow[];
  withdraw: FormAction | null;
}) {
  return (
    <Table label="Open invitations" rows={invitations.length}>
      <Head>
        <HeadCell>Person</HeadCell>
        <HeadCell>Roles</HeadCell>
        <HeadCell width="w-40">Good until</HeadCell>
        {withdraw ? (
          <HeadCell width="w-28" hidden>
            Withdraw
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {invitations.map((invitation) => (
          <Row key={invitation.linkId} muted={invitation.expired}>
            <Cell heading>
              <CellMain>{invitation.name}</CellMain>
              <CellSub>{invitation.email}</CellSub>
            </Cell>
            <Cell label="Roles">{invitation.rolesText}</Cell>
            <Cell label="Good until">
              {invitation.expired ? (
                <Badge tone="attention">Ran out</Badge>
              ) : (
                <Time value={invitation.expiresAt} as="datetime" />
              )}
            </Cell>
            {withdraw ? (
              <Cell align="right">
                <CommandForm
                  action={withdraw}
                  label={`Withdraw the invitation of ${invitation.name}`}
                  className="inline-flex"
                >
                  <input type="hidden" name="linkId" value={invitation.linkId} />
                  <SubmitButton tone="plain" size="small">
                    Withdraw
                  </SubmitButton>
                </CommandForm>
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
