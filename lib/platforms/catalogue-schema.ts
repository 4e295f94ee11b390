import { z } from "zod";
import { CAPABILITIES } from "@/lib/platforms/capabilities";

const text = z.string().trim().min(1);
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const type = z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/);
const pattern = text.refine(isPattern, "This is not a regular expression.");

/** How an id is brought into its normal form; what each form does stands in account-id.ts. */
export const ID_FORMS = [
  "digits",
  "exact",
  "lower",
  "upper",
  "domain",
  "url",
  "origin",
  "salesforce",
  "text",
] as const;

/** Whether a person holds one role of an asset (a ladder) or several at once (a set). */
export const COMBINE_MODES = ["one", "set"] as const;

export const PLATFORM_CATEGORIES = [
  "ad_account",
  "analytics",
  "tag_management",
  "crm",
  "email_marketing",
  "commerce",
  "cms",
  "other",
] as const;

export const idFormatSchema = z.strictObject({
  regex: pattern,
  example: text,
  form: z.enum(ID_FORMS),
  prefix: text.nullable(),
  suffix: text.nullable(),
  /** Sizes of the groups that the platform shows, joined by hyphens: [3, 3, 4] for 123-456-7890. */
  groups: z.array(z.int().positive()).nullable(),
  /** Words that people write before the id, taken off. */
  strip: z.array(text),
  /** Endings that people copy along, taken off. */
  drop: z.array(text),
  endsWithSlash: z.boolean(),
  /** Patterns with one group that find the id in an address of the platform. */
  find: z.array(pattern),
  /** What looks like the id and is something else, with the sentence that says so. */
  refuse: z.array(z.strictObject({ pattern, reason: text })),
});

export const assetTypeSchema = z.strictObject({
  type,
  label: text,
  parent: type.nullable(),
  /** The types that can stand above this one and give access to it. */
  linksUnder: z.array(type),
  /** Set when no role is held on this type itself: access is given on that other type. */
  accessThrough: type.nullable(),
  combine: z.enum(COMBINE_MODES),
  idFormat: idFormatSchema,
  verified: z.boolean(),
  note: text.nullable(),
});

export const roleSchema = z.strictObject({
  key,
  name: text,
  aliases: z.array(text),
  api: text.nullable(),
  heldOn: z.array(type).min(1),
  /** True when the role, held on an asset, also opens the assets that are linked below it. */
  reachesBelow: z.boolean(),
  rank: z.int().positive(),
  /** Where several roles combine: of one group a person holds one at most. */
  group: key.nullable(),
  /** Keys of roles of which at least one has to be held too, often on the asset above. */
  requires: z.array(key),
  /** For a role that each account names itself: how people write it, and names often met. */
  named: z.strictObject({ prefixes: z.array(text), known: z.array(text) }).nullable(),
  meaning: text,
  capabilities: z.array(z.enum(CAPABILITIES)),
  verified: z.boolean(),
  note: text.nullable(),
});

export const restrictionSchema = z.strictObject({
  key,
  name: text,
  api: text.nullable(),
  aliases: z.array(text),
  heldOn: z.array(type).min(1),
});

const apiCall = z.strictObject({
  supported: z.union([z.boolean(), text]),
  method: text.nullable(),
  endpoint: text.nullable(),
  scope: text.nullable(),
  body: text.nullable(),
  note: text.nullable(),
  docs: text.nullable(),
  verified: z.boolean(),
});

/** One platform of the catalogue, as one JSON file holds it. Unknown fields are refused. */
export const platformSchema = z.strictObject({
  id: type,
  name: text,
  vendor: text,
  category: z.enum(PLATFORM_CATEGORIES),
  mark: z.string().regex(/^[A-Z][a-z0-9]$/),
  mainAssetType: type,
  aliases: z.array(text),
  /** Of the aliases, those that also name the kind of asset. */
  aliasAssetTypes: z.record(text, type),
  assetTypes: z.array(assetTypeSchema).min(1),
  roles: z.array(roleSchema).min(1),
  roleNotes: text,
  restrictions: z.array(restrictionSchema),
  grant: z.strictObject({
    methods: z.array(text).min(1),
    how: text,
    inviteeEmailMayDiffer: z.boolean(),
    inviteeIdentity: text.nullable(),
    invitationExpiryDays: z.int().positive().nullable(),
    domainAllowlist: text.nullable(),
    verified: z.boolean(),
  }),
  grantSteps: z.array(text).min(1),
  grantStepsVerified: z.boolean(),
  /**
   * How an administrator gives a membership an end of its own, so that the platform lets go by itself; null where
   * nothing is known of it. {end} and {role} are filled in.
   */
  membershipEnd: z
    .strictObject({
      heldOn: z.array(type).min(1),
      /** Keys of the roles that can have one; null: all that are held there. */
      roles: z.array(key).min(1).nullable(),
      step: text,
      /** An end that is further away cannot be set; null: no such limit. */
      longestDays: z.int().positive().nullable(),
      verified: z.boolean(),
    })
    .nullable()
    .default(null),
  inheritance: z.strictObject({
    model: text,
    detail: text,
    listedOnChild: z.boolean(),
    verified: z.boolean(),
  }),
  approvalGate: z
    .strictObject({
      name: text,
      appliesTo: z.array(text),
      effect: text,
      expiresAfterDays: z.int().positive(),
      notification: text,
      uiStatuses: z.array(text),
      exemption: text,
      apiFields: z.array(text),
      resolve: text,
      verified: z.boolean(),
    })
    .nullable(),
  mfa: z.strictObject({
    enforceable: z.enum(["yes", "no", "partial", "unknown"]),
    how: text,
    perUserStatusVisible: z.boolean(),
    statusField: text.nullable(),
    verified: z.boolean(),
  }),
  removeSteps: z.array(text).min(1),
  removeVerified: z.boolean(),
  leftBehind: z.array(z.strictObject({ kind: type, detail: text, verified: z.boolean() })),
  api: z.strictObject({
    list: apiCall,
    grant: apiCall,
    revoke: apiCall,
    extra: text.optional(),
    versionNote: text.optional(),
  }),
  sources: z.array(z.strictObject({ url: z.url(), supports: text })),
  checkedOn: z.iso.date(),
});

export type PlatformEntry = z.infer<typeof platformSchema>;
export type AssetTypeEntry = z.infer<typeof assetTypeSchema>;
export type RoleEntry = z.infer<typeof roleSchema>;
export type IdFormat = z.infer<typeof idFormatSchema>;
export type IdForm = (typeof ID_FORMS)[number];
export type CombineMode = (typeof COMBINE_MODES)[number];
export type PlatformCategory = (typeof PLATFORM_CATEGORIES)[number];

function isPattern(value: string): boolean {
  try {
    new RegExp(value, "u");
    return true;
  } catch {
    return false;
  }
}
