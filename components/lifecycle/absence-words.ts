import type { Tone } from "@/components/ui/shape";
import type { AbsenceState } from "@/lib/lifecycle/rules/absence";
import type { AbsenceKind } from "@/prisma/generated/enums";

export const absenceKindWords: Record<AbsenceKind, string> = {
  parental: "Parental leave",
  sabbatical: "Sabbatical",
  illness: "Illness",
  other: "Another reason",
};

export const absenceStateWords: Record<AbsenceState, { word: string; tone: Tone }> = {
  planned: { word: "planned", tone: "plain" },
  away: { word: "access suspended", tone: "attention" },
  returned: { word: "returned", tone: "fine" },
  called_off: { word: "called off", tone: "plain" },
  left: { word: "left without returning", tone: "plain" },
};
