import type { Member } from "@/lib/accounts/queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { CheckboxGroup, type Choice } from "../ui/choices";
import { counted, sentence } from "../ui/counted";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { DisableAccount, EnableAccount } from "./able-account";

export type MemberRow = Member & { rolesText: string };
type Actions = { changeRoles: FormAction; disable: FormAction; enable: FormAction };

/** Who can sign in, with what, and where they are signed in. With `actions` accounts can be changed, with `endSessions` sessions ended. */
export function MemberTable({
  members,
  roles,
  actions,
  endSessions,
}: {
  members: MemberRow[];
  roles: Choice[];
  actions: Actions | null;
  endSessions: FormAction | null;
}) {
  return (
    <Table label="Members" rows={members.length}>
      <Head>
        <HeadCell>Person</HeadCell>
        <HeadCell>Roles</HeadCell>
        <HeadCell>Signs in with</HeadCell>
        <HeadCell width="w-44">Running sessions</HeadCell>
        {actions || endSessions ? (
          <HeadCell width="w-76" hidden>
            Change
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {members.map((member) => (
          <Row key={member.accountId} muted={member.disabledAt !== null || member.left}>
            <Cell heading>
              <CellMain>{member.name}</CellMain>
              <CellSub>{member.email}</CellSub>
            </Cell>
            <Cell label="Roles">
              {member.rolesText} <Standing member={member} />
            </Cell>
            <Cell label="Signs in with">
              <CellMain>{factorsInWords(member)}</CellMain>
              {member.satisfies === false ? (
                <CellSub tone="attention">The policy asks for more</CellSub>
              ) : null}
            </Cell>
            <Cell label="Sessions">
              <Sessions member={member} />
            </Cell>
            {actions || endSessions ? (
              <Cell actions>
                {endSessions && member.sessions.length > 0 ? (
                  <EndSessions member={member} action={endSessions} />
                ) : null}
                {actions ? <MemberActions member={member} roles={roles} actions={actions} /> : null}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Standing({ member }: { member: Member }) {
  if (member.left) return <Badge tone="plain">Left</Badge>;
  if (member.disabledAt) return <Badge tone="attention">Disabled</Badge>;
  return null;
}

/** Counts and kinds alone: which passkey it is, is its holder's to know. */
function factorsInWords({ passkeys, password, app, federated }: MemberRow): string {
  const parts = [
    passkeys > 0 ? counted(passkeys, "passkey") : null,
    password ? "password" : null,
    app ? "authenticator app" : null,
    federated ? "company sign-in" : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? sentence(parts.join(", ")) : "Nothing yet";
}

function Sessions({ member: { sessions, lastSeenAt } }: { member: MemberRow }) {
  const [newest] = sessions;
  if (!newest) {
    return (
      <>
        <CellMain>None</CellMain>
        <CellSub>
          {lastSeenAt ? (
            <>
              last seen <Time value={lastSeenAt} as="datetime" />
            </>
          ) : (
            "never signed in"
          )}
        </CellSub>
      </>
    );
  }
  return (
    <>
      <CellMain>
        {sessions.length === 1 ? "One" : sessions.length}, by {newest.how.join(" and ")}
      </CellMain>
      <CellSub>
        <Time value={newest.startedAt} as="datetime" />
      </CellSub>
    </>
  );
}

function EndSessions({ member, action }: { member: MemberRow; action: FormAction }) {
  return (
    <DialogForm
      label="End sessions…"
      size="small"
      title={`End the sessions of ${member.name}?`}
      description="They are signed out everywhere at once and are told by mail. They can sign in again: to keep them out, disable the account."
      action={action}
      submit="End the sessions"
      submitTone="danger"
    >
      <input type="hidden" name="accountId" value={member.accountId} />
      <Field name="reason" label="Why">
        <TextInput />
      </Field>
    </DialogForm>
  );
}

function MemberActions({ member, roles, actions }: { member: MemberRow; roles: Choice[]; actions: Actions }) {
  if (member.disabledAt) return <EnableAccount account={member} action={actions.enable} />;
  return (
    <>
      <DialogForm
        label="Roles…"
        size="small"
        title={`Roles of ${member.name}`}
        description="They count from the person's next click."
        action={actions.changeRoles}
        submit="Change roles"
      >
        <input type="hidden" name="accountId" value={member.accountId} />
        <Field name="roles[]" label="Roles" group>
          <CheckboxGroup options={roles} defaultValue={member.roles} />
        </Field>
      </DialogForm>
      <DisableAccount
        account={member}
        what={`the account of ${member.name}`}
        description="Their sessions end at once and their passkeys open nothing, until somebody enables the account again. What they hold for clients stays as it is: a departure takes that back."
        action={actions.disable}
      />
    </>
  );
}
