/**
 * A platform's name for the middle of a sentence: without what the catalogue adds in brackets, so that
 * "Meta Business Portfolio (Ads, Pages, Datasets, Instagram)" is "Meta Business Portfolio".
 */
export function shortPlatformName(name: string): string {
  return name.replace(/\s*\(.*\)$/, "") || name;
}
