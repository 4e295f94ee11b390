import type { OwnSession } from "@/lib/accounts/own-queries";
import type { FormAction } from "@/lib/form-state";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Where one is signed in, and the button that ends it there. */
export function SessionList({ sessions, end }: { sessions: OwnSession[]; end: FormAction }) {
  return (
    <Table label="My sessions" rows={sessions.length}>
      <Head>
        <HeadCell>Session</HeadCell>
        <HeadCell width="w-40">Signed in</HeadCell>
        <HeadCell width="w-40">Last seen</HeadCell>
        <HeadCell width="w-24" hidden>
          End it
        </HeadCell>
      </Head>
      <Body>
        {sessions.map((session) => (
          <Row key={session.id}>
            <Cell heading>
              <CellMain>{session.device}</CellMain>
              <CellSub>
                {session.current ? "This one" : "Another one"}
                {session.ip ? `, from ${session.ip}` : null}
              </CellSub>
            </Cell>
            <Cell label="Signed in">
              <Time value={session.startedAt} as="datetime" />
            </Cell>
            <Cell label="Last seen">
              <Time value={session.lastSeenAt} as="datetime" />
            </Cell>
            <Cell align="right">
              {session.current ? null : (
                <CommandForm action={end} label={`End the session on ${session.device}`}>
                  <input type="hidden" name="sessionId" value={session.id} />
                  <SubmitButton tone="plain" size="small" className="self-end max-md:self-start">
                    End
                  </SubmitButton>
                </CommandForm>
              )}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
