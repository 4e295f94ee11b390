import type { LinkedAsset } from "@/lib/clients/queries/get-asset";
import type { AssetRow } from "@/lib/clients/queries/list-assets";

export const ownerWords: Record<AssetRow["ownedBy"], string> = {
  client: "the client",
  studio: "the studio",
  unknown: "not known",
};

export const linkWords: Record<LinkedAsset["kind"], string> = {
  manager: "manager account",
  portfolio: "business portfolio",
  partner: "partner link",
  group: "user group",
  parent: "parent account",
};

/** Words as a choice. */
export function choicesOf<Key extends string>(words: Record<Key, string>): { value: Key; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value: value as Key, label: String(label) }));
}
