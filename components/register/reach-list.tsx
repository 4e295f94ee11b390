import { Link } from "@/components/ui/link";
import type { Access } from "@/lib/register/queries/effective-access";

/** Accounts that are opened from above, each with its path. */
export function ReachList({ reach }: { reach: Access[] }) {
  return (
    <ul className="border-t border-strong">
      {reach.map((access) => (
        <li key={access.assetId} className="border-b border-rule py-2">
          <Link href={`/assets/${access.assetId}`} className="underline">
            {access.assetName}
          </Link>
          <span className="text-second"> · {access.clientName ?? "The studio’s own"}</span>
          <div className="text-sm text-third">{access.path.map((step) => step.name).join(" › ")}</div>
        </li>
      ))}
    </ul>
  );
}
