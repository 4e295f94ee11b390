import type { FormAction } from "@/lib/form-state";
import type { DeviceRow, Devices } from "@/lib/people/queries/list-devices";
import { Badge } from "../ui/badge";
import { RadioGroup } from "../ui/choices";
import { DialogForm } from "../ui/dialog-form";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { AttestDevice } from "./attest-device";
import { deviceEndWords, deviceKindWords } from "./words";

export type DeviceActions = { attest: FormAction; end: FormAction };

/** Somebody's devices, each with what it lacks and how old its attestation is. Without `actions`, to read only. */
export function DeviceTable({
  of: { devices, personId },
  empty,
  actions,
}: {
  of: Devices;
  /** What to do where there is none. */
  empty: string;
  actions?: DeviceActions | undefined;
}) {
  return (
    <Table
      label="Devices"
      rows={devices.length}
      empty={<EmptyState title="No device is known.">{empty}</EmptyState>}
    >
      <Head>
        <HeadCell>Device</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell>Attested</HeadCell>
        {actions ? <HeadCell hidden>What can be done</HeadCell> : null}
      </Head>
      <Body>
        {devices.map((device) => (
          <Row key={device.id} muted={device.endedAt !== null}>
            <Cell heading>
              <CellMain>{device.name}</CellMain>
              <CellSub>{deviceKindWords[device.kind]}</CellSub>
            </Cell>
            <Cell>
              <State device={device} />
            </Cell>
            <Cell label="Attested">
              <Time value={device.attestedAt} />
              {device.attestedBy ? <CellSub>by {device.attestedBy}</CellSub> : null}
            </Cell>
            {actions ? (
              <Cell actions>
                {device.endedAt ? null : (
                  <div className="flex flex-wrap gap-2 md:justify-end">
                    <AttestDevice
                      action={actions.attest}
                      personId={personId}
                      device={device}
                      urgent={device.again}
                    />
                    <EndDevice action={actions.end} device={device} />
                  </div>
                )}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function State({ device: { endedAt, endedAs, lacks, again, until } }: { device: DeviceRow }) {
  if (endedAt)
    return (
      <>
        {endedAs ? deviceEndWords[endedAs] : "not in use"} <Time value={endedAt} />
      </>
    );
  if (lacks.length > 0)
    return (
      <>
        <Badge tone="high">not compliant</Badge>
        <CellSub>{lacks.join(", ")}</CellSub>
      </>
    );
  return again ? (
    <>
      <Badge tone="attention">attest again</Badge>
      <CellSub>
        compliant until <Time value={until} />
      </CellSub>
    </>
  ) : (
    <Badge tone="fine">compliant</Badge>
  );
}

function EndDevice({ action, device }: { action: FormAction; device: DeviceRow }) {
  return (
    <DialogForm
      label="No longer in use…"
      size="small"
      title={`“${device.name}” is no longer in use`}
      description="It stays on record, and counts no more."
      action={action}
      submit="Record it"
    >
      <input type="hidden" name="deviceId" value={device.id} />
      <Field name="endedAs" label="What became of it" group>
        <RadioGroup
          options={[
            { value: "given_back", label: "It was given back, sold or wiped" },
            {
              value: "lost",
              label: "It was lost or stolen",
              description: "Have it wiped, and tell the security lead now.",
            },
          ]}
        />
      </Field>
    </DialogForm>
  );
}
