import type { AssetTypeEntry } from "@/lib/platforms/catalogue-schema";
import { cleanId, normaliseId } from "@/lib/platforms/id-forms";
import { hasRightSuffix } from "@/lib/platforms/salesforce-id";

/** An account id as it is stored (`normal`) and as the platform shows it (`display`), or why it is refused. */
export type AccountId = { ok: true; normal: string; display: string } | { ok: false; reason: string };

/** Longer than any id, and than the address that one is copied with: patterns run on no longer text. */
const LONGEST = 500;

/** What an asset type has to say about its ids; an administrator's own platform brings the same. */
export type IdRules = Pick<AssetTypeEntry, "label" | "idFormat">;

/**
 * Reads an account id in any form that people write: with spaces, dots or hyphens, with or without its prefix, in
 * the wrong case, or inside an address copied from the platform. Refuses, with a sentence, what cannot be one: a
 * different kind of id, a number that a spreadsheet has shortened, a Salesforce id with a wrong check.
 */
export function parseAccountId(type: IdRules, text: string): AccountId {
  const { idFormat, label } = type;
  const cleaned = cleanId(text);
  if (cleaned === "")
    return refused(`The account id is empty. ${label} is written like ${idFormat.example}.`);
  if (cleaned.length > LONGEST)
    return refused(`This is too long for an account id. ${label} is written like ${idFormat.example}.`);
  for (const { pattern, reason } of idFormat.refuse)
    if (new RegExp(pattern, "iu").test(cleaned)) return refused(reason);
  const normal = normaliseId(idFormat, cleaned);
  if (idFormat.form === "digits" && isShortenedNumber(cleaned, normal ?? ""))
    return refused(
      `A spreadsheet has shortened the number “${cleaned}”. Copy the whole id from the platform.`,
    );
  if (normal === null || !new RegExp(idFormat.regex, "u").test(normal))
    return refused(`“${cleaned}” cannot be this id. ${label} is written like ${idFormat.example}.`);
  if (idFormat.form === "salesforce" && !hasRightSuffix(normal))
    return refused(
      `The last three characters of “${cleaned}” do not belong to the rest, so a character is wrong. Copy the id again.`,
    );
  return { ok: true, normal, display: displayAccountId(type, normal) };
}

/** A stored account id in the platform's own form: 123-456-7890 for 1234567890 at Google Ads. */
export function displayAccountId(type: Pick<AssetTypeEntry, "idFormat">, normal: string): string {
  const groups = type.idFormat.groups;
  if (!groups || normal.length !== groups.reduce((sum, size) => sum + size, 0)) return normal;
  let from = 0;
  return groups
    .map((size) => {
      from += size;
      return normal.slice(from - size, from);
    })
    .join("-");
}

/**
 * Every kind of asset of a platform whose id the text can be, the platform's main kind first. Several where a bare
 * number fits several kinds: then the text alone does not say which it is.
 */
export function readAccountId<T extends IdRules & { type: string }>(
  platform: { mainAssetType: string; assetTypes: readonly T[] },
  text: string,
): { type: T; normal: string; display: string }[] {
  const readings: { type: T; normal: string; display: string }[] = [];
  for (const type of platform.assetTypes) {
    const id = parseAccountId(type, text);
    if (!id.ok) continue;
    const reading = { type, normal: id.normal, display: id.display };
    if (type.type === platform.mainAssetType) readings.unshift(reading);
    else readings.push(reading);
  }
  return readings;
}

/** 1.23E+12, or a long number whose digits after the fifteenth are all zero: Excel keeps no more than fifteen. */
function isShortenedNumber(cleaned: string, normal: string): boolean {
  return /^\d([.,]\d+)?E\+?\d+$/iu.test(cleaned) || /^\d{15}0{3,}$/u.test(normal);
}

function refused(reason: string): AccountId {
  return { ok: false, reason };
}
