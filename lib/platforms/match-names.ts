import { distance } from "fastest-levenshtein";
import { compactName } from "@/lib/platforms/match-text";

/** A platform as far as its names go: of the catalogue, from the database, or an administrator's own. */
export type PlatformNames = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly aliasAssetTypes: Readonly<Record<string, string>>;
};

/** `assetType` is set where the name also says which kind of asset is meant ("FB Ads" is an ad account). */
export type PlatformMatch<P extends PlatformNames> =
  | { readonly kind: "exact"; readonly platform: P; readonly assetType: string | null }
  | { readonly kind: "ambiguous"; readonly candidates: readonly P[] }
  | { readonly kind: "unknown"; readonly nearest: readonly P[] };

const NEAREST = 3;

/**
 * The platform that a written name means, whatever its case, accents, spaces and punctuation. Several platforms
 * with that name are ambiguous; a name that none has is unknown, with the platforms whose names are spelled most
 * like it. Nothing is guessed: a spelling mistake is a suggestion, not a match.
 */
export function matchPlatform<P extends PlatformNames>(
  text: string,
  platforms: readonly P[],
): PlatformMatch<P> {
  const written = compactName(text);
  const found = platforms.filter((platform) => written !== "" && namesOf(platform).includes(written));
  const [platform, ...others] = found;
  if (!platform) return { kind: "unknown", nearest: nearestByName(written, platforms, namesOf) };
  if (others.length > 0) return { kind: "ambiguous", candidates: found };
  const hint = Object.entries(platform.aliasAssetTypes).find(([alias]) => compactName(alias) === written);
  return { kind: "exact", platform, assetType: hint?.[1] ?? null };
}

/** The items whose names are spelled most like what was written, the nearest first, at most three. */
export function nearestByName<T>(
  written: string,
  items: readonly T[],
  names: (item: T) => readonly string[],
): T[] {
  return items
    .map((item) => ({ item, off: Math.min(...names(item).map((name) => unlikeness(written, name))) }))
    .filter(({ off }) => off <= 0.4)
    .sort((a, b) => a.off - b.off)
    .slice(0, NEAREST)
    .map(({ item }) => item);
}

/** The compacted names of a platform, made once: a file asks for each of its cells. */
const compacted = new WeakMap<PlatformNames, readonly string[]>();

function namesOf(platform: PlatformNames): readonly string[] {
  const known = compacted.get(platform);
  if (known) return known;
  const names = [platform.name, ...platform.aliases].map(compactName);
  compacted.set(platform, names);
  return names;
}

/** From 0 for the same to 1 for nothing in common; a name that begins with the other counts as near. */
function unlikeness(written: string, name: string): number {
  if (written === "" || name === "") return 1;
  const off = distance(written, name) / Math.max(written.length, name.length);
  const begins =
    written.length >= 3 && name.length >= 3 && (name.startsWith(written) || written.startsWith(name));
  return begins ? Math.min(off, 0.35) : off;
}
