import type { DeviceState } from "@/lib/people/device-rules";
import type { DeviceRow } from "@/lib/people/queries/list-devices";
import type { Tone } from "../ui/shape";

export const deviceKindWords: Record<DeviceRow["kind"], string> = {
  laptop: "Laptop",
  desktop: "Desktop",
  phone: "Phone",
  tablet: "Tablet",
};

export const deviceEndWords: Record<NonNullable<DeviceRow["endedAs"]>, string> = {
  given_back: "given back",
  lost: "lost",
};

/** How somebody's devices stand together, as a badge says it. */
export const deviceStateWords: Record<DeviceState, { word: string; tone: Tone }> = {
  compliant: { word: "every device compliant", tone: "fine" },
  not_compliant: { word: "not compliant", tone: "high" },
  unknown: { word: "no device known", tone: "attention" },
};
