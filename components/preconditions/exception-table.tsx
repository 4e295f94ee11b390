import type { FormAction } from "@/lib/form-state";
import type { ExceptionRow } from "@/lib/preconditions/queries";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "../ui/confirm-button";
import { counted } from "../ui/counted";
import { CommandForm } from "../ui/form";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Exceptions, those that count first. With `end` they can be ended before their time. */
export function ExceptionTable({ exceptions, end }: { exceptions: ExceptionRow[]; end: FormAction | null }) {
  return (
    <Table
      label="Exceptions"
      rows={exceptions.length}
      empty={<p className="text-second">No exception was ever made.</p>}
    >
      <Head>
        <HeadCell width="w-1/4">For whom</HeadCell>
        <HeadCell width="w-1/5">Except from</HeadCell>
        <HeadCell>Why</HeadCell>
        <HeadCell width="w-44">Until</HeadCell>
        {end ? (
          <HeadCell width="w-24" hidden>
            End
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {exceptions.map((exception) => (
          <Row key={exception.id} muted={exception.over}>
            <Cell heading>
              <CellMain href={`/people/${exception.personId}`}>{exception.personName}</CellMain>
              <CellSub>
                at {exception.clientName}, {counted(exception.uses, "approval")} with it
              </CellSub>
            </Cell>
            <Cell label="Except from">{exception.what}</Cell>
            <Cell label="Why">
              {exception.reason}
              <CellSub>approved by {exception.approvedBy}</CellSub>
            </Cell>
            <Cell label="Until">
              {exception.over ? (
                <>
                  <Badge>over</Badge> <Time value={exception.endedAt ?? exception.endsAt} />
                </>
              ) : (
                <Time value={exception.endsAt} />
              )}
            </Cell>
            {end ? (
              <Cell actions>
                {exception.over ? null : (
                  <CommandForm
                    action={end}
                    className="contents"
                    label={`End the exception for ${exception.personName}`}
                  >
                    <input type="hidden" name="exceptionId" value={exception.id} />
                    <ConfirmButton
                      size="small"
                      title="End this exception now?"
                      description="What stands on it alone is taken back within a minute."
                      confirm="End it"
                    >
                      End
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
