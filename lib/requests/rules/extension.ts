import type { Capability } from "@/lib/platforms/capabilities";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { compareRoles } from "@/lib/platforms/explain-role";
import type { RoleOffer } from "@/lib/platforms/role-offer";
import { capabilitiesFor, type WorkKey, workFor } from "@/lib/platforms/work";
import { type AssetToWeigh, weighAsset } from "@/lib/requests/rules/weigh";

/** What access can be for that came by no request: all kinds of work of such a platform that its roles can do. Pure. */
export function workOf(category: PlatformCategory, capabilities: readonly Capability[]): WorkKey[] {
  return workFor(category)
    .map((work) => work.key)
    .filter((key) => capabilitiesFor([key], category).every((need) => capabilities.includes(need)));
}

/**
 * The smallest roles for some work where they can do less than the roles that are held: what an extension then asks
 * for. Null where what is held is the smallest already, or no role does the work. Pure.
 */
export function forLess<R extends RoleOffer>(
  { asset, roles }: { asset: AssetToWeigh<R>; roles: readonly Pick<RoleOffer, "capabilities">[] },
  work: readonly WorkKey[],
): { roles: readonly R[]; leavesOut: readonly Capability[] } | null {
  const { smallest } = weighAsset(asset, work);
  if (smallest.kind === "none") return null;
  const { adds } = compareRoles(roles, smallest.roles);
  return adds.length > 0 ? { roles: smallest.roles, leavesOut: adds } : null;
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
