import { Ladder } from "@/components/ui/ladder";
import type { Rung } from "@/lib/requests/rules/ladder";

/** Roles on their ladder; `above` turns the steps to the risk colour. */
export function RoleRung({
  rung,
  above = false,
  sub,
}: {
  rung: Rung;
  above?: boolean;
  sub?: string | undefined;
}) {
  const tone = above ? (rung.administrator ? "administrator" : "risk") : "ink";
  return <Ladder filled={rung.filled} of={rung.of} name={rung.name} tone={tone} sub={sub} />;
}
