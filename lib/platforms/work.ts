import type { Capability } from "@/lib/platforms/capabilities";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";

/** The kinds of work that access is asked for, in plain words, from the lightest to the heaviest. */
export const WORK = [
  { key: "look", label: "Look at what is there", needs: ["view"] },
  { key: "look-at-reports", label: "Look at reports", needs: ["view", "report"] },
  { key: "export-reports", label: "Export reports", needs: ["view", "report"] },
  { key: "draft-campaigns", label: "Build campaigns, without publishing", needs: ["view", "edit"] },
  { key: "publish-campaigns", label: "Publish campaigns", needs: ["view", "edit", "publish"] },
  { key: "change-budgets", label: "Change budgets and bids", needs: ["view", "edit", "spend"] },
  { key: "edit-tags", label: "Prepare tags and tracking", needs: ["view", "edit"] },
  { key: "install-tags", label: "Install tags and tracking", needs: ["view", "edit", "publish"] },
  { key: "edit-content", label: "Edit pages, posts or products", needs: ["view", "edit"] },
  { key: "publish-content", label: "Publish pages, posts or products", needs: ["view", "edit", "publish"] },
  { key: "edit-contacts", label: "Edit contacts and lists", needs: ["view", "edit"] },
  { key: "change-settings", label: "Change settings", needs: ["view", "edit"] },
  { key: "export-contact-data", label: "Export contact data", needs: ["view", "export_personal_data"] },
  { key: "manage-billing", label: "Manage billing and payment", needs: ["billing"] },
  { key: "manage-users", label: "Manage other users", needs: ["manage_users"] },
  { key: "own-the-account", label: "Own the account or hand it over", needs: ["own"] },
] as const satisfies readonly { key: string; label: string; needs: readonly Capability[] }[];

export type WorkKey = (typeof WORK)[number]["key"];
export type Work = (typeof WORK)[number];

const EVERYWHERE: readonly WorkKey[] = [
  "look",
  "look-at-reports",
  "export-reports",
  "change-settings",
  "manage-users",
  "own-the-account",
];

const BY_CATEGORY: Readonly<Record<PlatformCategory, readonly WorkKey[]>> = {
  ad_account: [
    "draft-campaigns",
    "publish-campaigns",
    "change-budgets",
    "export-contact-data",
    "manage-billing",
  ],
  analytics: ["edit-tags", "install-tags", "export-contact-data", "manage-billing"],
  tag_management: ["edit-tags", "install-tags"],
  crm: ["draft-campaigns", "publish-campaigns", "edit-contacts", "export-contact-data", "manage-billing"],
  email_marketing: [
    "draft-campaigns",
    "publish-campaigns",
    "edit-contacts",
    "export-contact-data",
    "manage-billing",
  ],
  commerce: ["edit-content", "publish-content", "edit-contacts", "export-contact-data", "manage-billing"],
  cms: ["edit-content", "publish-content", "install-tags", "export-contact-data", "manage-billing"],
  other: ["edit-content", "publish-content", "export-contact-data", "manage-billing"],
};

/**
 * What "publish campaigns" needs beyond the plain meaning, by the platform's category: on an advertising platform a
 * campaign that goes live spends the client's budget, in an e-mail tool it does not.
 */
const ALSO_NEEDS: Readonly<
  Partial<Record<PlatformCategory, Partial<Record<WorkKey, readonly Capability[]>>>>
> = {
  ad_account: { "publish-campaigns": ["spend"] },
};

/** The kinds of work that make sense on a platform of this category, in the order of WORK. */
export function workFor(category: PlatformCategory): Work[] {
  return WORK.filter((work) => EVERYWHERE.includes(work.key) || BY_CATEGORY[category].includes(work.key));
}

/**
 * The capabilities that the chosen kinds of work need together on a platform of this category, each once. Work that
 * is unusual for the category still counts with its plain meaning.
 */
export function capabilitiesFor(keys: readonly WorkKey[], category: PlatformCategory): Capability[] {
  const needed = new Set<Capability>();
  for (const work of WORK) {
    if (!keys.includes(work.key)) continue;
    for (const capability of work.needs) needed.add(capability);
    for (const capability of ALSO_NEEDS[category]?.[work.key] ?? []) needed.add(capability);
  }
  return [...needed];
}
