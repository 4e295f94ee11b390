import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ATTESTED_FOR_DAYS,
  type Attested,
  attestedDaysAgo,
  deviceLacks,
  deviceStateOf,
} from "@/lib/people/device-rules";

const now = new Date("2026-11-26T12:00:00.000Z");
const daysAgo = (days: number, ms = 0) => new Date(now.getTime() - days * 86_400_000 - ms);
const good: Attested = {
  diskEncryption: true,
  automaticUpdates: true,
  screenLock: true,
  remoteWipe: true,
  attestedAt: daysAgo(3),
  endedAt: null,
};

describe("a device", () => {
  it("is compliant with all four measures, attested within 90 days, to the millisecond", () => {
    expect(deviceLacks(good, now)).toEqual([]);
    expect(deviceLacks({ ...good, attestedAt: daysAgo(ATTESTED_FOR_DAYS) }, now)).toEqual([]);
    expect(deviceLacks({ ...good, attestedAt: daysAgo(ATTESTED_FOR_DAYS, 1) }, now)).toEqual([
      "attested 90 days ago",
    ]);
    expect(attestedDaysAgo({ attestedAt: daysAgo(61, 5) }, now)).toBe(61);
  });

  it("says each measure that is missing", () => {
    const none = { diskEncryption: false, automaticUpdates: false, screenLock: false, remoteWipe: false };
    expect(deviceLacks({ ...good, ...none, attestedAt: daysAgo(100) }, now)).toEqual([
      "no disk encryption",
      "no updates by themselves",
      "no screen lock",
      "no remote wipe",
      "attested 100 days ago",
    ]);
  });
});

const device: fc.Arbitrary<Attested> = fc.record({
  diskEncryption: fc.boolean(),
  automaticUpdates: fc.boolean(),
  screenLock: fc.boolean(),
  remoteWipe: fc.boolean(),
  attestedAt: fc.integer({ min: -1, max: 200 }).map((days) => daysAgo(days)),
  endedAt: fc.option(fc.constant(daysAgo(1)), { nil: null }),
});
/* Most devices are fine, so that some people are too. */
const mostlyGood = fc.oneof({ weight: 3, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: device });

/* From the description alone: what would make one device in use not do. */
const fails = (each: Attested) =>
  !(each.diskEncryption && each.automaticUpdates && each.screenLock && each.remoteWipe) ||
  each.attestedAt.getTime() < now.getTime() - 90 * 86_400_000;

describe("a person's devices", () => {
  it("are compliant where some are in use and none of those fails; without any, unknown", () => {
    fc.assert(
      fc.property(fc.array(mostlyGood, { maxLength: 5 }), (devices) => {
        const used = devices.filter((each) => each.endedAt === null);
        const expected = used.length === 0 ? "unknown" : used.some(fails) ? "not_compliant" : "compliant";
        expect(deviceStateOf(devices, now)).toBe(expected);
      }),
    );
  });

  it("never get better by one more that is not compliant, nor do those that ended count", () => {
    fc.assert(
      fc.property(fc.array(mostlyGood, { maxLength: 5 }), device, (devices, more) => {
        const bad = { ...more, screenLock: false };
        expect(deviceStateOf([...devices, { ...bad, endedAt: null }], now)).toBe("not_compliant");
        expect(deviceStateOf([...devices, { ...bad, endedAt: now }], now)).toBe(deviceStateOf(devices, now));
      }),
    );
  });
});
