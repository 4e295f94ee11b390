import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import {
  ATTEST_AGAIN_AFTER_DAYS,
  attestedDaysAgo,
  believedUntil,
  type DeviceState,
  deviceLacks,
  deviceStateOf,
  type Measures,
} from "@/lib/people/device-rules";
import type { DeviceEnd, DeviceKind } from "@/prisma/generated/enums";

export type DeviceRow = Measures & {
  id: string;
  name: string;
  kind: DeviceKind;
  attestedAt: Date;
  /** Null: by its holder. */
  attestedBy: string | null;
  /** Why it is not compliant; none: it is. */
  lacks: string[];
  /** Until when its attestation is believed. */
  until: Date;
  /** It is time to look again. */
  again: boolean;
  endedAt: Date | null;
  endedAs: DeviceEnd | null;
};

export type Devices = { personId: string; state: DeviceState; devices: DeviceRow[]; can: { write: boolean } };

/** One's own devices, those in use first; null for whom Keyholder knows none (a client's contact). */
export async function ownDevices(actor: Actor, now = new Date()): Promise<Devices | null> {
  requirePermission(actor, "own.read");
  if (!actor.personId || !may(actor, "own.devices")) return null;
  return devicesOf(actor.personId, true, now);
}

/** The devices of one person, those in use first. Raises forbidden. */
export async function devicesOfPerson(actor: Actor, personId: string, now = new Date()): Promise<Devices> {
  requirePermission(actor, "people.read");
  const own = personId === actor.personId && may(actor, "own.devices");
  return devicesOf(personId, own || may(actor, "devices.write"), now);
}

async function devicesOf(personId: string, write: boolean, now: Date): Promise<Devices> {
  const rows = isId(personId)
    ? await db.device.findMany({
        where: { personId },
        orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }, { id: "asc" }],
        omit: { endedById: true, createdAt: true },
        include: { attestedBy: { select: { name: true } }, person: { select: { endedAt: true } } },
        take: 100,
      })
    : [];
  const devices = rows.map(({ attestedBy, attestedById, person: _, personId: holderId, ...row }) => ({
    ...row,
    attestedBy: attestedById === holderId ? null : (attestedBy?.name ?? "Keyholder"),
    lacks: deviceLacks(row, now),
    until: believedUntil(row),
    again: attestedDaysAgo(row, now) >= ATTEST_AGAIN_AFTER_DAYS,
  }));
  return { personId, state: deviceStateOf(rows, now), devices, can: { write } };
}
