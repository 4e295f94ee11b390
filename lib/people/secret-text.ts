const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;

/** "password: x", "pw = x": whoever writes it so has written the secret. */
const NAMED = /\b(pass(word|wort|code|phrase)?|pw|pwd|secret|pin|api[ _-]?key|token)\s*(is\b|[:=])\s*\S/iu;

/** How well-known tokens begin. */
const KNOWN =
  /\b(ghp_|gho_|glpat-|sk[-_](live|test|proj)|xox[abp]-|AKIA[0-9A-Z]|eyJ[A-Za-z0-9_-]{8}|ya29\.)/u;

/**
 * Whether a text looks like a secret and not like a reference to one: a vault's item is named by words, a path or an
 * address; a secret is named as one, or is a word that mixes letters, digits and signs as no name does.
 */
export function looksLikeSecret(text: string): boolean {
  if (NAMED.test(text) || KNOWN.test(text)) return true;
  const words = text.replace(UUID, " ").split(/[\s/\\>›»|,;()"“”]+/u);
  return words.some((word) => !word.includes("://") && isMixed(word));
}

function isMixed(word: string): boolean {
  if (/^[0-9a-f]{20,}$/iu.test(word)) return true;
  const plain = word.replace(/[.:…]+$/u, "");
  // An address of the studio's or the client's is a name, however it is written.
  if (plain.length < 8 || /^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu.test(plain)) return false;
  const has = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^A-Za-z0-9._&=?#-]/u].filter((kind) => kind.test(plain)).length;
  const turns = (plain.match(/[a-z]\d|\d[a-z]/giu) ?? []).length;
  return has === 4 || (has >= 3 && /[^A-Za-z0-9._&=?#-]/u.test(plain)) || (plain.length >= 12 && turns >= 3);
}
