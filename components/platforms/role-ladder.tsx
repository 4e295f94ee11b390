import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { Ladder } from "@/components/ui/ladder";
import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { FormAction } from "@/lib/form-state";
import type { PlatformDetail, RoleDetail } from "@/lib/platforms/queries";
import { RoleFields } from "./role-fields";
import { RoleStanding } from "./standing";

/** A platform's roles from the smallest up: what each can do, on what, and who says so. */
export function RoleLadder({
  platform,
  actions,
}: {
  platform: PlatformDetail;
  actions?: { correct: FormAction; confirm: FormAction } | undefined;
}) {
  const steps = Math.max(1, ...platform.roles.filter((role) => !role.retired).map((role) => role.rank));
  const labels = new Map(platform.assetTypes.map((each) => [each.type, each.label]));
  return (
    <Table label="Roles">
      <Head>
        <HeadCell width="w-1/4">Role</HeadCell>
        <HeadCell>What it means</HeadCell>
        <HeadCell width="w-1/4">Can</HeadCell>
        <HeadCell align="right">Keys</HeadCell>
        {actions ? <HeadCell hidden>Actions</HeadCell> : null}
      </Head>
      <Body>
        {platform.roles.map((role) => (
          <Row key={role.id} id={role.key} muted={role.retired}>
            <Cell heading>
              <Ladder
                filled={role.retired ? 0 : role.rank}
                of={steps}
                name={role.name}
                tone={administers(role) ? "administrator" : "ink"}
                sub={role.heldOn.map((type) => labels.get(type) ?? type).join(", ")}
              />
            </Cell>
            <Cell label="Means">
              {role.meaning}
              <CellSub>
                <RoleStanding role={role} />
              </CellSub>
            </Cell>
            <Cell label="Can">
              {role.can.join(", ") || "nothing by itself"}
              {role.reachesBelow ? <CellSub>reaches what lies below, too</CellSub> : null}
              {role.requires.length > 0 ? (
                <CellSub>
                  needs {role.requires.map((key) => nameOf(platform, key)).join(" or ")} as well
                </CellSub>
              ) : null}
            </Cell>
            <Cell label="Keys" align="right">
              {role.keys}
            </Cell>
            {actions ? (
              <Cell actions>{role.retired ? null : <RoleMenu {...{ role, platform, actions }} />}</Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function RoleMenu({
  role,
  platform,
  actions,
}: {
  role: RoleDetail;
  platform: PlatformDetail;
  actions: { correct: FormAction; confirm: FormAction };
}) {
  const hidden = <input type="hidden" name="roleId" value={role.id} />;
  return (
    <>
      {role.standing === "unverified" ? (
        <DialogForm
          label="Confirm…"
          size="small"
          title={`${role.name} is as it stands here?`}
          description="Confirm what you have seen on the platform. Your name and the day stand beside it from then on."
          action={actions.confirm}
          submit="Confirm"
        >
          {hidden}
          <Field name="how" label="Where did you see it?">
            <TextArea />
          </Field>
        </DialogForm>
      ) : null}
      <DialogForm
        label="Correct…"
        size="small"
        title={`Correct ${role.name}`}
        description="The next version of the catalogue leaves a corrected role alone."
        action={actions.correct}
        submit="Correct"
      >
        {hidden}
        <RoleFields role={role} platform={platform} />
        <Field name="reason" label="Where did you see it?">
          <TextArea />
        </Field>
      </DialogForm>
    </>
  );
}

function administers(role: RoleDetail): boolean {
  return role.capabilities.includes("manage_users") || role.capabilities.includes("own");
}

function nameOf(platform: PlatformDetail, key: string): string {
  return platform.roles.find((role) => role.key === key)?.name ?? key;
}
