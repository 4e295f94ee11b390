/**
 * What a role lets somebody do, in nine words that hold on every platform, from the least to the most.
 * The order is the order in which they are named to people.
 */
export const CAPABILITIES = [
  "view",
  "report",
  "edit",
  "publish",
  "spend",
  "billing",
  "export_personal_data",
  "manage_users",
  "own",
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** The capability as it reads after "can": "can publish", "can manage users". */
export const CAPABILITY_VERBS: Readonly<Record<Capability, string>> = {
  view: "look",
  report: "run reports",
  edit: "edit",
  publish: "publish",
  spend: "spend the budget",
  billing: "change billing",
  export_personal_data: "export personal data",
  manage_users: "manage users",
  own: "own the account",
};

/** The capabilities as a choice. */
export const CAPABILITY_CHOICES = CAPABILITIES.map((value) => ({ value, label: CAPABILITY_VERBS[value] }));

/** The capability as a thing that a role adds or lacks: "Admin would add user management". */
export const CAPABILITY_NOUNS: Readonly<Record<Capability, string>> = {
  view: "viewing",
  report: "reporting",
  edit: "editing",
  publish: "publishing",
  spend: "spending",
  billing: "billing",
  export_personal_data: "personal data export",
  manage_users: "user management",
  own: "ownership",
};

const BIT = new Map<Capability, number>(CAPABILITIES.map((capability, index) => [capability, 1 << index]));

/** The set of capabilities as bits, bit n for the n-th of CAPABILITIES, so that sets compare in one step. */
export function toMask(capabilities: Iterable<Capability>): number {
  let mask = 0;
  for (const capability of capabilities) mask |= BIT.get(capability) ?? 0;
  return mask;
}

/** The capabilities of a mask, in the order of CAPABILITIES. */
export function fromMask(mask: number): Capability[] {
  return CAPABILITIES.filter((_, index) => (mask & (1 << index)) !== 0);
}
