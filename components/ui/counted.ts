const numbers = new Intl.NumberFormat("en-GB");
const words = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** "1 key", "1,204 keys". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** A number as a sentence has it: in words up to twelve, then in figures. */
export function numberInWords(count: number): string {
  return words[count] ?? numbers.format(count);
}

/** "one key", "seven keys", "1,204 keys", "no key": as a title or a sentence has it. */
export function countedInWords(count: number, one: string, many = `${one}s`): string {
  return `${numberInWords(count)} ${count === 1 || count === 0 ? one : many}`;
}

/** A sentence with its first letter large. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
