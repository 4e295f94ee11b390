import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { refuseEnded } from "@/lib/people/lock";
import { DeviceEnd } from "@/prisma/generated/enums";

/**
 * Says that a device is no longer in use: given back, or lost. It stays on record. One's own; the devices of others
 * take a permission of their own. Raises conflict when that was said already.
 */
export const endDevice = command({
  name: "people.end-device",
  permission: "own.devices",
  input: z.strictObject({ deviceId: id(), endedAs: z.enum(DeviceEnd, "Choose from the list.") }),
  async target(tx, { deviceId }) {
    await tx.$queryRaw`SELECT id FROM "Device" WHERE id = ${deviceId}::uuid FOR UPDATE`;
    return tx.device.findUnique({
      where: { id: deviceId },
      include: { person: { select: { id: true, name: true } } },
    });
  },
  also: ({ actor, target }) => (target.personId === actor.personId ? null : "devices.write"),
  allow: () => true,
  async change({ tx, actor, input: { endedAs }, target: { person, ...device }, now }) {
    refuseEnded(device, device.name);
    await tx.device.update({
      where: { id: device.id },
      data: { endedAt: now, endedById: actor.personId, endedAs },
    });
    return {
      result: { id: device.id, name: device.name, endedAs },
      audit: [
        {
          objectType: "person",
          objectId: person.id,
          objectName: `${device.name}, device of ${person.name}`,
          before: { inUse: true },
          after: { inUse: false, endedAs },
        },
      ],
    };
  },
});
