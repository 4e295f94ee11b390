export const categoryWords: Record<string, string> = {
  ad_account: "Advertising",
  analytics: "Analytics",
  tag_management: "Tag management",
  crm: "CRM",
  email_marketing: "E-mail marketing",
  commerce: "Commerce",
  cms: "Websites",
  other: "Other",
};

/** Words as a choice. */
export function choicesOf<Key extends string>(words: Record<Key, string>): { value: Key; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value: value as Key, label: String(label) }));
}
