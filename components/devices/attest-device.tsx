import type { FormAction } from "@/lib/form-state";
import type { DeviceRow } from "@/lib/people/queries/list-devices";
import { Checkbox } from "../ui/choices";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { Select, TextInput } from "../ui/inputs";
import { deviceKindWords } from "./words";

const measures = [
  {
    name: "diskEncryption",
    label: "Its disk is encrypted",
    description: "FileVault, BitLocker, LUKS; phones and tablets with a passcode are.",
  },
  {
    name: "automaticUpdates",
    label: "It updates by itself",
    description: "The system and the browser, without being asked.",
  },
  {
    name: "screenLock",
    label: "Its screen locks by itself",
    description: "After ten minutes at most, and a password, a PIN or a fingerprint opens it.",
  },
  {
    name: "remoteWipe",
    label: "It can be wiped from afar",
    description: "By the studio’s management, or by Find My or Find My Device.",
  },
] as const;

/** Attests what protects a device: a new one, or one that is known, anew. Every box is to be ticked each time. */
export function AttestDevice({
  action,
  personId,
  device,
  urgent = false,
}: {
  action: FormAction;
  personId: string;
  /** Left out: a new one. */
  device?: DeviceRow | undefined;
  /** It is time: the button stands out. */
  urgent?: boolean | undefined;
}) {
  return (
    <DialogForm
      label={device ? "Attest again…" : "Add a device…"}
      tone={urgent ? "primary" : undefined}
      size="small"
      title={device ? `Attest “${device.name}” again` : "Add a device"}
      description="Look at the device, and tick what is so today. What is not ticked is kept as a no, which is better than a yes that is not true."
      action={action}
      submit="Attest it"
    >
      <input type="hidden" name="personId" value={personId} />
      {device ? <input type="hidden" name="deviceId" value={device.id} /> : null}
      <Field name="name" label="Name" hint="One by which you tell it from others: “MacBook 14, blue”.">
        <TextInput defaultValue={device?.name} maxLength={80} />
      </Field>
      <Field name="kind" label="Kind">
        <Select
          options={Object.entries(deviceKindWords).map(([value, label]) => ({ value, label }))}
          defaultValue={device?.kind ?? "laptop"}
        />
      </Field>
      <fieldset>
        <legend className="font-medium">What protects it</legend>
        {measures.map((measure) => (
          <Checkbox key={measure.name} {...measure} />
        ))}
      </fieldset>
    </DialogForm>
  );
}
