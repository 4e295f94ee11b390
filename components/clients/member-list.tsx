import { ConfirmButton } from "@/components/ui/confirm-button";
import { CommandForm } from "@/components/ui/form";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { EngagementDetail } from "@/lib/clients/queries/get-engagement";
import type { FormAction } from "@/lib/form-state";

/** Who works on an engagement, and who did. */
export function MemberList({
  engagement,
  end,
}: {
  engagement: EngagementDetail;
  end?: FormAction | undefined;
}) {
  const { members, formerMembers } = engagement;
  return (
    <Table
      label="People on it"
      rows={members.length + formerMembers.length}
      empty={<p className="text-second">Nobody works on it yet.</p>}
    >
      <Head>
        <HeadCell>Person</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Since</HeadCell>
        {end ? <HeadCell hidden>Actions</HeadCell> : null}
      </Head>
      <Body>
        {members.map((seat) => (
          <Row key={seat.id}>
            <Cell heading>
              <CellMain href={`/people/${seat.person.id}`}>{seat.person.name}</CellMain>
            </Cell>
            <Cell label="Role">{seat.role}</Cell>
            <Cell label="Since">
              <Time value={seat.since} />
            </Cell>
            {end ? (
              <Cell actions>
                <CommandForm action={end} className="contents" label={`Take ${seat.person.name} off`}>
                  <input type="hidden" name="membershipId" value={seat.id} />
                  <ConfirmButton
                    size="small"
                    title={`Take ${seat.person.name} off ${engagement.name}?`}
                    description="Their keys stay until they are removed: look at the register as well."
                    confirm="Take off"
                  >
                    Take off
                  </ConfirmButton>
                </CommandForm>
              </Cell>
            ) : null}
          </Row>
        ))}
        {formerMembers.map((seat) => (
          <Row key={seat.id} muted>
            <Cell heading>
              <CellMain href={`/people/${seat.person.id}`}>{seat.person.name}</CellMain>
            </Cell>
            <Cell label="Role">{seat.role}</Cell>
            <Cell label="Since">
              until <Time value={seat.endedAt} />
            </Cell>
            {end ? <Cell /> : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
