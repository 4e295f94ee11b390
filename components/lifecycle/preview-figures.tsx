import { type KeyFigure, KeyFigures } from "@/components/ui/key-figures";
import type { DeparturePreview } from "@/lib/lifecycle/queries/preview-departure";

/** What will be taken back, in numbers; what there is none of is left out. */
export function PreviewFigures({ preview: { counts, reach, keys } }: { preview: DeparturePreview }) {
  const administrator = keys.filter((key) => key.risk === "administrator" || key.risk === "billing").length;
  const figures: KeyFigure[] = [
    { value: administrator, label: "administrator or billing", tone: "critical" },
    { value: reach.length, label: "reached through an account above" },
    { value: counts.withoutSuccessor, label: "with no other administrator", tone: "high" },
    { value: counts.sharedLogins, label: counts.sharedLogins === 1 ? "shared login" : "shared logins" },
    { value: counts.looks, label: counts.looks === 1 ? "platform to look at" : "platforms to look at" },
    { value: counts.robots, label: counts.robots === 1 ? "robot" : "robots" },
  ];
  const held: KeyFigure = { value: counts.keys, label: counts.keys === 1 ? "key" : "keys" };
  return <KeyFigures figures={[held, ...figures.filter(({ value }) => value !== 0)]} />;
}
