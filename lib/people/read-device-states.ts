import type { Reader } from "@/lib/db";
import { type Attested, type DeviceState, deviceStateOf } from "@/lib/people/device-rules";

/**
 * How the devices of these people stand now, by person; who is not in it has none. One statement, however many. Asks
 * no permission: for commands, and for queries that have asked.
 */
export async function readDeviceStates(
  reader: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, DeviceState>> {
  if (personIds.length === 0) return new Map();
  const devices = await reader.$queryRaw<(Attested & { personId: string; now: Date })[]>`
    SELECT "personId", "diskEncryption", "automaticUpdates", "screenLock", "remoteWipe", "attestedAt", "endedAt",
      now() AS now
    FROM "Device" WHERE "personId" = ANY(${[...new Set(personIds)]}::uuid[]) AND "endedAt" IS NULL`;
  const now = devices[0]?.now ?? new Date();
  const byPerson = Map.groupBy(devices, (device) => device.personId);
  return new Map([...byPerson].map(([personId, theirs]) => [personId, deviceStateOf(theirs, now)]));
}
