import { asksForDevice } from "@/lib/clients/rules/commitments";
import type { DeviceState } from "@/lib/people/device-rules";
import type { Conflict } from "@/lib/preconditions/rules/conflicts";
import type { MfaState, Precondition } from "@/prisma/generated/enums";

/** An ethical wall that a person would cross: what they hold on its other side. */
export type Crossing = { otherClientName: string; reason: string };

/** An exception that is alive. */
export type LiveException = {
  id: string;
  precondition: Precondition;
  /** Of conflicting duties: which pair. */
  conflictId: string | null;
  reason: string;
  approvedById: string;
  approvedByName: string;
  endsAt: Date;
};

/** How one person stands at one client; their devices stand alike everywhere. */
export type Standing = {
  crossings: readonly Crossing[];
  exceptions: readonly LiveException[];
  device: DeviceState;
};

export const NOTHING_SPECIAL: Standing = { crossings: [], exceptions: [], device: "unknown" };

/** What is known of the engagement, of the holder, and of the identity that the platform would know. */
export type Conditions = {
  engagement: {
    agreementRef: string | null;
    dpaRef: string | null;
    compliantDeviceRequired: boolean;
  } | null;
  identity: { mfa: MfaState } | null;
  crossings: readonly Crossing[];
  device: DeviceState;
};

/**
 * The preconditions that are not met (docs/rules.md): agreement and DPA on file, a second factor that is not known
 * to be off, no ethical wall between, and compliant devices where the engagement asks for them. Conflicting duties are
 * a matter of what is asked (`refusedOf`).
 */
export function unmet({
  engagement,
  identity,
  crossings,
  device,
}: Conditions): Exclude<Precondition, "conflicting_duties">[] {
  return [
    ...(engagement?.agreementRef && engagement.dpaRef ? [] : (["papers"] as const)),
    ...(identity?.mfa === "off" ? (["second_factor"] as const) : []),
    ...(crossings.length > 0 ? (["ethical_wall"] as const) : []),
    ...(engagement && asksForDevice(engagement) && device !== "compliant" ? (["device"] as const) : []),
  ];
}

/**
 * The exception that lets somebody through where a precondition is not met; null: none does. Never one that was
 * approved by who asked for the access. Of conflicting duties, `conflictId` says from which pair.
 */
export function exceptionFor(
  precondition: Precondition,
  exceptions: readonly LiveException[],
  requesterId: string | null,
  conflictId: string | null = null,
): LiveException | null {
  const fitting = exceptions.filter(
    (each) =>
      each.precondition === precondition &&
      each.conflictId === conflictId &&
      each.approvedById !== requesterId,
  );
  return fitting.toSorted((a, b) => b.endsAt.getTime() - a.endsAt.getTime())[0] ?? null;
}

/** Of conflicting duties those that are refused, and that no exception lets through. */
export function refusedOf(
  conflicts: readonly Conflict[],
  exceptions: readonly LiveException[],
  requesterId: string | null,
): Conflict[] {
  return conflicts.filter(
    ({ pair }) =>
      pair.effect === "refuse" && !exceptionFor("conflicting_duties", exceptions, requesterId, pair.id),
  );
}
