import { fold } from "./fold";

/** Month names in English, German, French, Spanish, Dutch, Italian and Portuguese, folded. */
const MONTHS: readonly string[][] = [
  ["january", "januar", "janner", "janvier", "enero", "januari", "gennaio", "janeiro"],
  ["february", "februar", "fevrier", "febrero", "februari", "febbraio", "fevereiro"],
  ["march", "marz", "maerz", "mars", "marzo", "maart", "mrt", "marco"],
  ["april", "avril", "abril", "aprile"],
  ["may", "mai", "mayo", "mei", "maggio", "maio"],
  ["june", "juni", "juin", "junio", "giugno", "junho"],
  ["july", "juli", "juillet", "julio", "luglio", "julho"],
  ["august", "aout", "agosto", "augustus"],
  ["september", "septembre", "septiembre", "settembre", "setembro"],
  ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
  ["november", "novembre", "noviembre", "novembro"],
  ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"],
];

/** The month (1 to 12) that a name or its abbreviation of at least three letters means; null when none or two. */
export function monthNumber(text: string): number | null {
  const name = fold(text).replace(/\.$/, "");
  if (name.length < 3) return null;
  const found = new Set<number>();
  MONTHS.forEach((names, index) => {
    if (names.some((full) => full.startsWith(name))) found.add(index + 1);
  });
  const [month] = found;
  return found.size === 1 && month !== undefined ? month : null;
}
