/** Letters that Unicode does not take apart, as people without them on the keyboard write them. */
const PLAIN: Record<string, string> = {
  ø: "o",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Printable ASCII, as most cells are: nothing to take apart, so three steps are enough. */
const ASCII = /^[ -~]*$/;

/** A text as it is compared: no case, accents, quotes, doubled spaces or look-alike punctuation. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/['"`]/g, "").replace(/ +/g, " ").trim();
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øæœßłđðþı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
    .replace(/['’‘`´ʼ"“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The same question about texts, asked once for each distinct text. Made anew for one pass over a file, whose
 * columns repeat their texts in thousands of rows.
 */
export function oncePerText<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, { answer: T }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.answer;
    const answer = ask(text);
    known.set(text, { answer });
    return answer;
  };
}

/** The folded text with letters and digits only, words apart. */
export function foldWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A text on one line without doubled or outer spaces, otherwise as written. */
export function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
