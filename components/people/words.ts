import type { Tone } from "@/components/ui/shape";
import type { PersonStatus } from "@/lib/people/rules";
import type { IdentityKind, MfaState, PersonKind, RobotKind } from "@/prisma/generated/enums";

export const kindWords: Record<PersonKind, string> = {
  employee: "Employee",
  contractor: "Contractor",
  freelancer: "Freelancer",
  intern: "Intern",
};

export const statusWords: Record<PersonStatus, { word: string; tone: Tone }> = {
  here: { word: "here", tone: "plain" },
  joining: { word: "joining", tone: "plain" },
  leaving: { word: "leaving", tone: "attention" },
  left: { word: "left", tone: "plain" },
};

export const identityWords: Record<IdentityKind, string> = {
  work: "work",
  personal: "personal",
  client_issued: "issued by the client",
  service: "service",
};

export const mfaWords: Record<MfaState, { word: string; tone: Tone }> = {
  on: { word: "MFA on", tone: "fine" },
  off: { word: "no MFA", tone: "critical" },
  unknown: { word: "MFA not known", tone: "attention" },
};

export const robotWords: Record<RobotKind, string> = {
  oauth_app: "OAuth app",
  api_token: "API token",
  system_user: "system user",
  connector: "reporting connector",
};

/** Words as a choice. */
export function choicesOf<Key extends string>(words: Record<Key, string>): { value: Key; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value: value as Key, label: String(label) }));
}

/** "1 key", "12 keys". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
}
