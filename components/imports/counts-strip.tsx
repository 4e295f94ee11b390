import { type KeyFigure, KeyFigures } from "@/components/ui/key-figures";
import type { SavedCounts } from "@/lib/imports/save-plan";

/** How many rows come to what, each leading to its rows. */
export function CountsStrip({ path, counts }: { path: string; counts: SavedCounts }) {
  const number = (count: number) => count.toLocaleString("en-GB");
  const figure = (label: string, count: number, outcome: string, tone?: KeyFigure["tone"]): KeyFigure => ({
    value: number(count),
    label,
    href: `${path}?outcome=${outcome}#rows`,
    tone: count > 0 ? tone : undefined,
  });
  return (
    <KeyFigures
      figures={[
        { value: number(counts.rows), label: "rows", href: `${path}#rows` },
        figure("new", counts.new, "new"),
        figure("changed", counts.changed, "changed"),
        figure("the same", counts.same, "same"),
        figure("with a question", counts.questions, "question", "attention"),
        figure("refused", counts.refused, "refused", "critical"),
        figure("skipped", counts.skipped, "skipped"),
      ]}
    />
  );
}
