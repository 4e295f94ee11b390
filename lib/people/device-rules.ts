const DAY = 86_400_000;

/** For so many days what somebody attested of a device is believed. */
export const ATTESTED_FOR_DAYS = 90;

/** From so many days on its holder is asked to look again. */
export const ATTEST_AGAIN_AFTER_DAYS = 60;

/** What protects a device when it is lost, in the order in which it is asked. */
export const MEASURES = ["diskEncryption", "automaticUpdates", "screenLock", "remoteWipe"] as const;

export type Measures = Readonly<Record<(typeof MEASURES)[number], boolean>>;

/** How one person's devices stand together. */
export const DEVICE_STATES = ["compliant", "not_compliant", "unknown"] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** A device as its last attestation left it. */
export type Attested = Measures & { attestedAt: Date; endedAt: Date | null };

export const measureWords: Readonly<Record<keyof Measures, string>> = {
  diskEncryption: "disk encryption",
  automaticUpdates: "updates by themselves",
  screenLock: "a screen lock",
  remoteWipe: "remote wipe",
};

/** How many days ago it was attested, begun ones not counted. */
export const attestedDaysAgo = ({ attestedAt }: Pick<Attested, "attestedAt">, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - attestedAt.getTime()) / DAY));

/** Until when its attestation is believed. */
export const believedUntil = ({ attestedAt }: Pick<Attested, "attestedAt">): Date =>
  new Date(attestedAt.getTime() + ATTESTED_FOR_DAYS * DAY);

/** Why a device is not compliant, one phrase for each reason; none: all four measures are on, and it was attested lately. */
export function deviceLacks(device: Attested, now: Date): string[] {
  const missing = MEASURES.filter((measure) => !device[measure]).map(
    (measure) => `no ${measureWords[measure].replace(/^a /u, "")}`,
  );
  return now > believedUntil(device)
    ? [...missing, `attested ${attestedDaysAgo(device, now)} days ago`]
    : missing;
}

/** Of a person's devices those in use: all of them compliant, one of them not, or none known (docs/rules.md). */
export function deviceStateOf(devices: readonly Attested[], now: Date): DeviceState {
  const used = devices.filter((device) => device.endedAt === null);
  if (used.length === 0) return "unknown";
  return used.every((device) => deviceLacks(device, now).length === 0) ? "compliant" : "not_compliant";
}
