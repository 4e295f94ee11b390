import { Combobox } from "@/components/ui/combobox";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { type Option, Select, TextArea, TextInput } from "@/components/ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { PersonDetail } from "@/lib/people/queries/get-person";
import { choicesOf, robotWords } from "./words";

type Robot = PersonDetail["robots"][number];
export type RobotActions = { edit: FormAction; handOver: FormAction; end: FormAction };

/** The robots that a person owns. */
export function RobotList({
  robots,
  people,
  actions,
}: {
  robots: Robot[];
  /** Who can take one over. */
  people: Option[];
  actions?: RobotActions | undefined;
}) {
  return (
    <Table
      label="Robots"
      rows={robots.length}
      empty={<p className="text-second">Owns no app, token or connector.</p>}
    >
      <Head>
        <HeadCell>Robot</HeadCell>
        <HeadCell>Does</HeadCell>
        {actions ? <HeadCell hidden>Actions</HeadCell> : null}
      </Head>
      <Body>
        {robots.map((robot) => (
          <Row key={robot.id} id={robot.id} muted={robot.endedAt !== null}>
            <Cell heading>
              <CellMain>{robot.name}</CellMain>
              <CellSub>
                {robotWords[robot.kind]}
                {robot.endedAt ? (
                  <>
                    , ended <Time value={robot.endedAt} />
                  </>
                ) : null}
              </CellSub>
            </Cell>
            <Cell label="Does">{robot.purpose}</Cell>
            {actions ? (
              <Cell actions>{robot.endedAt ? null : <RobotMenu {...{ robot, people, actions }} />}</Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function RobotMenu({ robot, people, actions }: { robot: Robot; people: Option[]; actions: RobotActions }) {
  const hidden = <input type="hidden" name="robotId" value={robot.id} />;
  return (
    <>
      <DialogForm label="Change…" size="small" title={robot.name} action={actions.edit} submit="Save">
        {hidden}
        <RobotFields robot={robot} />
      </DialogForm>
      <DialogForm
        label="Hand over…"
        size="small"
        title={`Hand ${robot.name} over`}
        description="Every robot has an owner who answers for it."
        action={actions.handOver}
        submit="Hand over"
      >
        {hidden}
        <Field name="ownerId" label="New owner">
          <Combobox options={people} />
        </Field>
      </DialogForm>
      <CommandForm action={actions.end} className="contents" label={`End ${robot.name}`}>
        {hidden}
        <ConfirmButton
          size="small"
          title={`End ${robot.name}?`}
          description="Do this when it is switched off on the platform. It stays on record."
          confirm="End it"
        >
          End
        </ConfirmButton>
      </CommandForm>
    </>
  );
}

/** Name, kind and purpose of a robot. */
export function RobotFields({ robot }: { robot?: Robot }) {
  return (
    <>
      <Field name="name" label="Name">
        <TextInput defaultValue={robot?.name} />
      </Field>
      <Field name="kind" label="Kind">
        <Select options={choicesOf(robotWords)} defaultValue={robot?.kind ?? "connector"} />
      </Field>
      <Field name="purpose" label="What it does">
        <TextArea defaultValue={robot?.purpose} />
      </Field>
    </>
  );
}
