import type { Tone } from "@/components/ui/shape";
import type { ImportKind, ImportOutcome, ImportState } from "@/prisma/generated/enums";

export const outcomeWords: Record<ImportOutcome, { word: string; tone: Tone }> = {
  new: { word: "new", tone: "plain" },
  changed: { word: "changed", tone: "attention" },
  same: { word: "the same", tone: "fine" },
  question: { word: "a question", tone: "high" },
  refused: { word: "refused", tone: "critical" },
  skipped: { word: "skipped", tone: "plain" },
};

export const stateWords: Record<ImportState, { word: string; tone: Tone }> = {
  review: { word: "in review", tone: "attention" },
  applied: { word: "applied", tone: "fine" },
  discarded: { word: "discarded", tone: "plain" },
};

export const importKindWords: Record<ImportKind, string> = {
  register: "Who has access to what",
  people: "The list of people",
};

/** What a column can hold, in the order of a form. */
export const fieldWords: Record<ImportKind, Readonly<Record<string, string>>> = {
  register: {
    client: "Client",
    platform: "Platform",
    account: "Account id",
    person: "Person",
    firstName: "First name",
    lastName: "Last name",
    login: "Login",
    role: "Role",
    since: "Since",
    until: "Until",
    reason: "Reason",
    addedBy: "Added by",
    notes: "Notes",
  },
  people: {
    employeeNumber: "Employee number",
    firstName: "First name",
    lastName: "Last name",
    fullName: "Whole name",
    email: "Work e-mail",
    title: "Title",
    department: "Department",
    manager: "Manager",
    startsOn: "First day",
    endsOn: "Last day",
    status: "Employment",
    location: "Location",
  },
};
