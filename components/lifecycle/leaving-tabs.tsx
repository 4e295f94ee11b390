import { Tabs } from "@/components/ui/tabs";

/** Between people who leave and engagements that end, for who may see both. */
export function LeavingTabs({ current, both }: { current: "departures" | "closings"; both: boolean }) {
  if (!both) return null;
  return (
    <Tabs
      label="Who or what goes"
      tabs={[
        { href: "/departures", label: "People who leave", current: current === "departures" },
        { href: "/closings", label: "Engagements that end", current: current === "closings" },
      ]}
    />
  );
}
