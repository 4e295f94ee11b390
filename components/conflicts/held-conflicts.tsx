import type { HeldConflict } from "@/lib/preconditions/conflict-queries";
import { Badge } from "../ui/badge";
import { counted, sentence } from "../ui/counted";
import { Link } from "../ui/link";
import { Section } from "../ui/page";

/** The conflicting duties that one person holds; nothing where they hold none. */
export function HeldConflicts({ conflicts }: { conflicts: HeldConflict[] }) {
  if (conflicts.length === 0) return null;
  return (
    <Section
      title="Conflicting duties"
      id="conflicts"
      lead="Declared as what one person should not have in hand together."
      link={<Link href="/settings/conflicts">See all pairs</Link>}
    >
      <ul className="border-t border-strong">
        {conflicts.map((conflict) => (
          <li key={conflict.id} className="border-b border-rule py-2">
            <Badge tone={conflict.effect === "refuse" ? "critical" : "high"}>{conflict.what}</Badge>{" "}
            {sentence(conflict.how)}
            {conflict.places > 1
              ? `, and in ${counted(conflict.places - 1, "more place", "more places")}`
              : null}
            <div className="text-sm text-third">
              {sentence(conflict.where)}: {conflict.reason}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
