import type { FormAction } from "@/lib/form-state";
import type { GroupLine } from "@/lib/sources/group-queries";
import { Combobox } from "../ui/combobox";
import { counted } from "../ui/counted";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { type Option, TextInput } from "../ui/inputs";
import { Link } from "../ui/link";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";

/** The groups of an HR system, and what each means. With `map` that can be changed. */
export function GroupTable({
  groups,
  map,
  engagements,
}: {
  groups: GroupLine[];
  map: FormAction | null;
  engagements: Option[];
}) {
  return (
    <Table label="Groups" rows={groups.length}>
      <Head>
        <HeadCell>Group</HeadCell>
        <HeadCell>Means here</HeadCell>
        <HeadCell align="right" width="w-24">
          Members
        </HeadCell>
        {map ? (
          <HeadCell width="w-28" hidden>
            Map
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {groups.map((group) => (
          <Row key={group.id}>
            <Cell heading>
              <CellMain>{group.displayName}</CellMain>
            </Cell>
            <Cell label="Means here">
              {group.engagementId ? (
                <>
                  {group.role}
                  <CellSub>
                    <Link href={`/engagements/${group.engagementId}`} tone="quiet">
                      {group.clientName}: {group.engagementName}
                    </Link>
                    {group.seats > 0 ? `, ${counted(group.seats, "seat")} by it` : null}
                  </CellSub>
                </>
              ) : (
                <span className="text-second">Nothing</span>
              )}
            </Cell>
            <Cell label="Members" align="right">
              {group.members}
            </Cell>
            {map ? (
              <Cell actions>
                <MapGroup group={group} action={map} engagements={engagements} />
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function MapGroup({
  group,
  action,
  engagements,
}: {
  group: GroupLine;
  action: FormAction;
  engagements: Option[];
}) {
  return (
    <DialogForm
      label="Map…"
      size="small"
      title={`What “${group.displayName}” means`}
      description="Its members get this seat, and no access: that is asked for and decided. Leave both empty, and it means nothing. The seats that it has given until now end."
      action={action}
      submit="Map it"
    >
      <input type="hidden" name="groupId" value={group.id} />
      <Field name="engagementId" label="Engagement" optional>
        <Combobox options={engagements} defaultValue={group.engagementId ?? ""} placeholder="None" />
      </Field>
      <Field name="role" label="Role on it" optional hint="As its kits and its other members have it.">
        <TextInput defaultValue={group.role ?? undefined} maxLength={80} />
      </Field>
    </DialogForm>
  );
}
