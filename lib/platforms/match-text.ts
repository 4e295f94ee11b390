/**
 * A name as people write it, brought down to what counts: no accents, no case, no spaces and no punctuation.
 * "GA 4", "ga4" and "GA-4" are the same; letters and digits of every script stay.
 */
export function compactName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
