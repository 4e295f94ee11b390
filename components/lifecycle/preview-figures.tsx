import { type KeyFigure, KeyFigures } from "@/components/ui/key-figures";
import type { DeparturePreview } from "@/lib/lifecycle/queries/preview-departure";

/** What will be taken back, in numbers. */
export function PreviewFigures({ preview: { counts, reach, keys } }: { preview: DeparturePreview }) {
  const administrator = keys.filter((key) => key.risk === "administrator" || key.risk === "billing").length;
  const figures: KeyFigure[] = [
    { value: counts.keys, label: counts.keys === 1 ? "key" : "keys" },
    {
      value: administrator,
      label: "administrator or billing",
      ...(administrator > 0 ? { tone: "critical" as const } : {}),
    },
    { value: reach.length, label: "reached from above" },
    {
      value: counts.withoutSuccessor,
      label: "without a successor",
      ...(counts.withoutSuccessor > 0 ? { tone: "high" as const } : {}),
    },
    { value: counts.sharedLogins, label: "shared logins" },
    { value: counts.robots, label: counts.robots === 1 ? "robot" : "robots" },
  ];
  return <KeyFigures figures={figures} />;
}
