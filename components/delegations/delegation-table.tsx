import type { DelegationRow } from "@/lib/delegations/queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "../ui/confirm-button";
import { counted } from "../ui/counted";
import { CommandForm } from "../ui/form";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Who decides in whose place, what runs first. What the actor may end has its button. */
export function DelegationTable({ delegations, end }: { delegations: DelegationRow[]; end: FormAction }) {
  const ends = delegations.some(({ can }) => can.end);
  return (
    <Table label="Delegations" rows={delegations.length}>
      <Head>
        <HeadCell width="w-1/4">Decides</HeadCell>
        <HeadCell width="w-1/5">In place of</HeadCell>
        <HeadCell>Why</HeadCell>
        <HeadCell width="w-60">Time</HeadCell>
        {ends ? (
          <HeadCell width="w-24" hidden>
            End
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {delegations.map((each) => (
          <Row key={each.id} muted={each.state === "over"}>
            <Cell heading>
              <CellMain>{each.delegate.name}</CellMain>
              <CellSub>{each.state === "to_come" ? null : decisions(each.decided)}</CellSub>
            </Cell>
            <Cell label="In place of">{each.delegator.name}</Cell>
            <Cell label="Why">{each.reason}</Cell>
            <Cell label="Time">
              <State delegation={each} />
            </Cell>
            {ends ? (
              <Cell actions>
                {each.can.end ? (
                  <CommandForm
                    action={end}
                    className="contents"
                    label={`End the delegation to ${each.delegate.name}`}
                  >
                    <input type="hidden" name="delegationId" value={each.id} />
                    <ConfirmButton
                      size="small"
                      title={`${each.delegate.name} decides no longer in place of ${each.delegator.name}?`}
                      description="What waits is decided by those who decide by their own role. Both are told."
                      confirm="End it"
                    >
                      End
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

const decisions = (count: number) => (count === 0 ? "no decision" : counted(count, "decision"));

/** What ends at midnight ends with the day before. */
const lastMoment = (end: Date) => new Date(end.getTime() - 1);

const whyOver = {
  over: null,
  ended: "ended before its time",
  delegator_stopped: "whoever was away no longer decides requests",
  delegate_stopped: "whoever stood in can no longer do so",
};

function State({ delegation: { state, startsAt, endsAt, endedBecause } }: { delegation: DelegationRow }) {
  if (state === "runs")
    return (
      <>
        <Badge tone="fine">runs</Badge> until <Time value={lastMoment(endsAt)} />
        <CellSub>
          since <Time value={startsAt} />
        </CellSub>
      </>
    );
  if (state === "to_come")
    return (
      <>
        <Badge>to come</Badge> from <Time value={startsAt} />
        <CellSub>
          until <Time value={lastMoment(endsAt)} />
        </CellSub>
      </>
    );
  return (
    <>
      <Badge>over</Badge>{" "}
      {endsAt > startsAt ? (
        <>
          <Time value={startsAt} /> to <Time value={lastMoment(endsAt)} />
        </>
      ) : (
        "before it began"
      )}
      {endedBecause && whyOver[endedBecause] ? <CellSub>{whyOver[endedBecause]}</CellSub> : null}
    </>
  );
}
