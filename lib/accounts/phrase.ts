import { phraseWords } from "@/lib/accounts/phrase-words";
import { sameBytes, sha256 } from "@/lib/crypto";

const WORDS = 4;

/**
 * The words that somebody reads to their helper, so that the helper helps the right case. They follow from the claim
 * secret, one way only: the one who has it sees them again after a reload, and they open nothing.
 */
export function phraseOf(claim: string): string {
  const bytes = sha256(`phrase ${claim}`);
  return Array.from(bytes.slice(0, WORDS), (byte) => phraseWords[byte]).join(" ");
}

/** Whether somebody has typed these words, as they were read to them: case, commas and spaces do not count. */
export function phraseMatches(typed: string, phrase: string): boolean {
  return sameBytes(sha256((typed.toLowerCase().match(/[a-z]+/g) ?? []).join(" ")), sha256(phrase));
}
