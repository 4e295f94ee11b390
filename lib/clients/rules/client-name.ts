const LEGAL_FORMS = new Set(
  (
    "ltd limited llc inc incorporated corp corporation co company plc llp lp gmbh ag kg ohg ug se sa sas sarl srl " +
    "spa sro bv nv ab as asa oy oyj aps kft zrt nyrt bt doo ood ead sp z oo spzoo pty pte lda sl slu sca gbr ev kgaa and"
  ).split(" "),
);

/**
 * What two spellings of one client have in common: lower case, without accents, punctuation and the legal form at
 * its end. "Kite Insurance, Ltd." and "KITE INSURANCE" are one. A name that is all legal form stays as it is.
 */
export function clientNameKey(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/gu, "ss")
    .replace(/ø/gu, "o")
    .replace(/&/gu, " and ")
    .replace(/\b(\p{L})[./](?=\p{L}\b)/gu, "$1")
    .replace(/['’.]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  let end = words.length;
  while (end > 1 && LEGAL_FORMS.has(words[end - 1] ?? "")) end -= 1;
  return words.slice(0, end).join(" ");
}
