import type { Member } from "@/lib/accounts/queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { CheckboxGroup, type Choice } from "../ui/choices";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

export type MemberRow = Member & { rolesText: string };
type Actions = { changeRoles: FormAction; disable: FormAction; enable: FormAction };

/** Who can sign in. With `actions` the roles can be changed and accounts disabled. */
export function MemberTable({
  members,
  roles,
  actions,
}: {
  members: MemberRow[];
  roles: Choice[];
  actions: Actions | null;
}) {
  return (
    <Table label="Members" rows={members.length}>
      <Head>
        <HeadCell>Person</HeadCell>
        <HeadCell>Roles</HeadCell>
        <HeadCell align="right" width="w-20">
          Passkeys
        </HeadCell>
        <HeadCell width="w-40">Last seen</HeadCell>
        {actions ? (
          <HeadCell width="w-56" hidden>
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
            <Cell label="Passkeys" align="right">
              {member.passkeys}
            </Cell>
            <Cell label="Last seen">
              {member.lastSeenAt ? <Time value={member.lastSeenAt} as="datetime" /> : "Never"}
            </Cell>
            {actions ? (
              <Cell align="right">
                <MemberActions member={member} roles={roles} actions={actions} />
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

function MemberActions({ member, roles, actions }: { member: MemberRow; roles: Choice[]; actions: Actions }) {
  const account = <input type="hidden" name="accountId" value={member.accountId} />;
  if (member.disabledAt) {
    return (
      <CommandForm action={actions.enable} label={`Enable ${member.name}`} className="inline-flex">
        {account}
        <SubmitButton tone="plain" size="small">
          Enable
        </SubmitButton>
      </CommandForm>
    );
  }
  return (
    <div className="flex flex-wrap gap-2 md:justify-end">
      <DialogForm
        label="Roles…"
        size="small"
        title={`Roles of ${member.name}`}
        description="They count from the person's next click."
        action={actions.changeRoles}
        submit="Change roles"
      >
        {account}
        <Field name="roles[]" label="Roles" group>
          <CheckboxGroup options={roles} defaultValue={member.roles} />
        </Field>
      </DialogForm>
      <DialogForm
        label="Disable…"
        size="small"
        tone="danger"
        title={`Disable the account of ${member.name}?`}
        description="Their sessions end at once and their passkeys open nothing, until somebody enables the account again. What they hold for clients stays as it is: a departure takes that back."
        action={actions.disable}
        submit="Disable"
      >
        {account}
        <Field name="reason" label="Why">
          <TextInput />
        </Field>
      </DialogForm>
    </div>
  );
}
