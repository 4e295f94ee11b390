import type { Tone } from "@/components/ui/shape";
import type { PersonDetail, PersonIdentity } from "@/lib/people/queries/get-person";
import type { PersonStatus } from "@/lib/people/rules";

export const kindWords: Record<PersonDetail["kind"], string> = {
  employee: "Employee",
  contractor: "Contractor",
  freelancer: "Freelancer",
  intern: "Intern",
};

export const statusWords: Record<PersonStatus, { word: string; tone: Tone }> = {
  here: { word: "here", tone: "plain" },
  joining: { word: "joining", tone: "plain" },
  away: { word: "away", tone: "plain" },
  leaving: { word: "leaving", tone: "attention" },
  left: { word: "left", tone: "plain" },
};

export const identityWords: Record<PersonIdentity["kind"], string> = {
  work: "work",
  personal: "personal",
  client_issued: "issued by the client",
  service: "service",
};

export const mfaWords: Record<PersonIdentity["mfa"], { word: string; tone: Tone }> = {
  on: { word: "MFA on", tone: "fine" },
  off: { word: "no MFA", tone: "critical" },
  unknown: { word: "MFA not known", tone: "attention" },
};

export const robotWords: Record<PersonDetail["robots"][number]["kind"], string> = {
  oauth_app: "OAuth app",
  api_token: "API token",
  system_user: "system user",
  connector: "reporting connector",
};

/** Words as a choice. */
export function choicesOf<Key extends string>(words: Record<Key, string>): { value: Key; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value: value as Key, label: String(label) }));
}
