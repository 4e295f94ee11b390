import type { OwnSession } from "@/lib/accounts/own-queries";
import type { FormAction } from "@/lib/form-state";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** Where one is signed in, how and since when, and the buttons that end it there. */
export function SessionList({ sessions, end }: { sessions: OwnSession[]; end: FormAction }) {
  return (
    <Table label="My sessions" rows={sessions.length}>
      <Head>
        <HeadCell>Session</HeadCell>
        <HeadCell>How</HeadCell>
        <HeadCell width="w-40">Signed in</HeadCell>
        <HeadCell width="w-40">Last seen</HeadCell>
        <HeadCell width="w-44" hidden>
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
            <Cell label="How">{session.how.join(" and ")}</Cell>
            <Cell label="Signed in">
              <Time value={session.startedAt} as="datetime" />
            </Cell>
            <Cell label="Last seen">
              <Time value={session.lastSeenAt} as="datetime" />
            </Cell>
            <Cell actions>{session.current ? null : <EndIt session={session} end={end} />}</Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** "Not mine" ends it too, and the browser is a stranger from then on. */
function EndIt({ session, end }: { session: OwnSession; end: FormAction }) {
  const id = <input type="hidden" name="sessionId" value={session.id} />;
  return (
    <>
      <CommandForm action={end} label={`End the session on ${session.device}`} className="inline-flex">
        {id}
        <SubmitButton tone="plain" size="small">
          End
        </SubmitButton>
      </CommandForm>
      <CommandForm
        action={end}
        label={`End the session on ${session.device}, which is not mine`}
        className="inline-flex"
      >
        {id}
        <input type="hidden" name="notMine" value="on" />
        <SubmitButton tone="plain" size="small">
          Not mine
        </SubmitButton>
      </CommandForm>
    </>
  );
}

/** Ends the others, or all of them; with this one too one is signed out. */
export function EndSessions({
  others,
  endOthers,
  endAll,
}: {
  others: boolean;
  endOthers: FormAction;
  endAll: FormAction;
}) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {others ? (
        <CommandForm action={endOthers} label="End all other sessions" className="inline-flex">
          <SubmitButton tone="plain" size="small">
            End all others
          </SubmitButton>
        </CommandForm>
      ) : null}
      <CommandForm action={endAll} label="End all sessions, also this one" className="inline-flex">
        <SubmitButton tone="plain" size="small">
          End all, also this one
        </SubmitButton>
      </CommandForm>
    </div>
  );
}
