import type { Capability } from "@/lib/platforms/capabilities";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { capabilitiesFor, type WorkKey, workFor } from "@/lib/platforms/work";

/**
 * What access is good for that came by no request: all kinds of work of such a platform that its roles can do. The
 * smallest roles for all of that are then at least close to what is held. Pure.
 */
export function workOf(category: PlatformCategory, capabilities: readonly Capability[]): WorkKey[] {
  return workFor(category)
    .map((work) => work.key)
    .filter((key) => capabilitiesFor([key], category).every((need) => capabilities.includes(need)));
}

/**
 * Until when an extension is asked where nobody says: as long again as it was given, counted from its end, and never
 * beyond the engagement. What has passed counts from now. Pure.
 */
export function extendedEnd(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  engagementEnd: Date | null,
  now: Date,
): Date {
  const length = endsAt.getTime() - startsAt.getTime();
  const from = Math.max(endsAt.getTime(), now.getTime());
  const end = new Date(from + length);
  return engagementEnd && engagementEnd < end ? engagementEnd : end;
}
