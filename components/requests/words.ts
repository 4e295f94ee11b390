import type { Tone } from "@/components/ui/shape";
import type { ItemRow } from "@/lib/requests/queries/get-request";

/** The states of an item as its badge shows them. */
export const itemStates = {
  waiting: { label: "Waiting", tone: "attention" },
  approved: { label: "Approved", tone: "fine" },
  lowered: { label: "Approved with less", tone: "fine" },
  rejected: { label: "Rejected", tone: "critical" },
  withdrawn: { label: "Withdrawn", tone: "plain" },
  cancelled: { label: "Cancelled", tone: "plain" },
  expired: { label: "Not decided in time", tone: "plain" },
} satisfies Record<ItemRow["state"], { label: string; tone: Tone }>;
