import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { RoleDetail } from "@/lib/platforms/queries";

/** Where a fact about a role comes from: the catalogue's source, an administrator, or nobody yet. */
export function RoleStanding({ role }: { role: RoleDetail }) {
  if (role.retired) return <span className="text-third">no longer offered</span>;
  if (role.standing === "unverified") return <Badge tone="attention">unverified</Badge>;
  if (role.standing === "verified")
    return <span className="text-sm text-third">from the vendor’s own pages</span>;
  return (
    <span className="text-sm text-third">
      {role.standing === "confirmed" ? "confirmed" : "entered or corrected"} by{" "}
      {role.standingBy ?? "an administrator"}
      {role.standingAt ? (
        <>
          , <Time value={role.standingAt} />
        </>
      ) : null}
    </span>
  );
}
