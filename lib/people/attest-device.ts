import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { checkbox, id, line } from "@/lib/input";
import { MEASURES, type Measures } from "@/lib/people/device-rules";
import { lockPerson, refuseEnded } from "@/lib/people/lock";
import type { Device } from "@/prisma/generated/client";
import { DeviceKind } from "@/prisma/generated/enums";

/**
 * Attests what protects a device: a new one, or, with `deviceId`, one that is known, anew. What is not ticked is not
 * on, and is kept so: an honest no is worth more than none. One's own; the devices of others take a permission of their
 * own. What was attested before stays in the audit log. Raises conflict when its holder has left, when it is no longer
 * in use, and when they have another one of this name.
 */
export const attestDevice = command({
  name: "people.attest-device",
  permission: "own.devices",
  input: z.strictObject({
    personId: id(),
    /** Left out: a new one. */
    deviceId: id().optional(),
    name: line(80),
    kind: z.enum(DeviceKind, "Choose from the list."),
    diskEncryption: checkbox(),
    automaticUpdates: checkbox(),
    screenLock: checkbox(),
    remoteWipe: checkbox(),
  }),
  async target(tx, { personId, deviceId }) {
    const person = await lockPerson(tx, personId);
    const device = deviceId ? await tx.device.findUnique({ where: { id: deviceId } }) : null;
    return !person || (deviceId && device?.personId !== personId) ? null : { person, device };
  },
  also: ({ actor, target }) => (target.person.id === actor.personId ? null : "devices.write"),
  allow: () => true,
  async change({ tx, actor, input, target: { person, device }, now }) {
    if (person.endedAt) throw conflict(`${person.name} has left.`);
    if (device) refuseEnded(device, device.name);
    const { personId, deviceId: _, ...said } = input;
    const attested = { ...said, attestedAt: now, attestedById: actor.personId };
    const { id: deviceId } = device
      ? await tx.device.update({ where: { id: device.id }, data: attested, select: { id: true } })
      : await tx.device.create({ data: { personId, ...attested, createdAt: now }, select: { id: true } });
    return {
      result: { id: deviceId, name: said.name },
      audit: [
        {
          objectType: "person",
          objectId: person.id,
          objectName: `${said.name}, device of ${person.name}`,
          // Each attestation whole, so that all of them can be read one after another.
          ...(device ? { before: recorded(attestationOf(device)) } : {}),
          after: recorded(attestationOf(attested)),
        },
      ],
    };
  },
});

type Attestation = Pick<Device, "name" | "kind" | keyof Measures | "attestedAt">;

const attestationOf = ({ name, kind, attestedAt, ...device }: Attestation) => ({
  name,
  kind,
  ...Object.fromEntries(MEASURES.map((measure) => [measure, device[measure]])),
  attestedAt,
});
