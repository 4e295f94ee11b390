import { isSafePattern as hasBoundedBacktracking } from "redos-detector";

const INVALID = "This is not a regular expression. Leave it out, or correct it.";
const UNSAFE =
  "This pattern could take very long on some texts. Begin it with ^, and let no repetition hold or follow another that takes the same characters.";

/**
 * Why a pattern that somebody has written is not run on other people's texts; null when it can be. A regular
 * expression that backtracks without bound lets one long text hang the server (ASVS 1.3.12). What cannot be decided
 * soon counts as unsafe: nothing that is written for an account id needs that long.
 */
export function whyUnsafe(pattern: string): string | null {
  try {
    new RegExp(pattern, "u");
  } catch {
    return INVALID;
  }
  try {
    return hasBoundedBacktracking(pattern, { unicode: true, timeout: 500 }).safe ? null : UNSAFE;
  } catch {
    return UNSAFE;
  }
}
