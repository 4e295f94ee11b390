import type { FormAction } from "@/lib/form-state";
import type { HookLine } from "@/lib/notifications/hook-queries";
import { Badge } from "../ui/badge";
import type { Choice } from "../ui/choices";
import { ConfirmButton } from "../ui/confirm-button";
import { DialogForm } from "../ui/dialog-form";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { HookFields, hookApps } from "./hook-fields";

type Actions = { edit: FormAction; end: FormAction; test: FormAction };

/** The channels that are told, and how the last message fared. With `actions` they can be tried, changed and ended. */
export function HookTable({
  hooks,
  kinds,
  actions,
}: {
  hooks: HookLine[];
  kinds: Choice[];
  actions: Actions | null;
}) {
  return (
    <Table label="Channels" rows={hooks.length}>
      <Head>
        <HeadCell>Channel</HeadCell>
        <HeadCell>Is told</HeadCell>
        <HeadCell width="w-56">Last message</HeadCell>
        {actions ? (
          <HeadCell width="w-64" hidden>
            Change
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {hooks.map((hook) => (
          <Row key={hook.id} muted={hook.endedAt !== null}>
            <Cell heading>
              <CellMain>{hook.name}</CellMain>
              <CellSub>
                {hookApps.find(({ value }) => value === hook.app)?.label}, {hook.host}
              </CellSub>
            </Cell>
            <Cell label="Is told">
              <ul className="flex flex-col gap-0.5">
                {kinds
                  .filter(({ value }) => hook.kinds.includes(value))
                  .map(({ value, label }) => (
                    <li key={value}>{label}</li>
                  ))}
              </ul>
            </Cell>
            <Cell label="Last message">
              <LastMessage hook={hook} />
            </Cell>
            {actions ? (
              <Cell actions>
                {hook.endedAt ? null : <HookActions hook={hook} kinds={kinds} actions={actions} />}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function LastMessage({ hook: { last, endedAt } }: { hook: HookLine }) {
  if (endedAt) return <Badge>Ended</Badge>;
  if (!last) return <span className="text-second">None yet</span>;
  return (
    <>
      {last.sentAt ? (
        <Badge tone="fine">Arrived</Badge>
      ) : last.failedAt ? (
        <Badge tone="high">Did not arrive</Badge>
      ) : (
        <Badge tone="attention">On its way</Badge>
      )}
      <CellSub>{last.failure ?? <Time value={last.sentAt ?? last.createdAt} as="datetime" />}</CellSub>
    </>
  );
}

function HookActions({ hook, kinds, actions }: { hook: HookLine; kinds: Choice[]; actions: Actions }) {
  const id = <input type="hidden" name="hookId" value={hook.id} />;
  return (
    <div className="flex flex-wrap gap-2 md:justify-end">
      <CommandForm action={actions.test} label={`Send a test to ${hook.name}`} className="inline-flex">
        {id}
        <SubmitButton tone="plain" size="small">
          Send a test
        </SubmitButton>
      </CommandForm>
      <DialogForm
        label="Change…"
        size="small"
        title={`Change ${hook.name}`}
        description="Its address stays. For another one set up another channel."
        action={actions.edit}
        submit="Change it"
      >
        {id}
        <HookFields kinds={kinds} known={hook} />
      </DialogForm>
      <CommandForm action={actions.end} label={`End ${hook.name}`} className="inline-flex">
        {id}
        <ConfirmButton
          size="small"
          title={`End ${hook.name}?`}
          description="The channel is told nothing more, and its address is forgotten here."
          confirm="End it"
        >
          End…
        </ConfirmButton>
      </CommandForm>
    </div>
  );
}
