import type { Option } from "./inputs";

/** The options in which every typed word occurs, accents and case aside; those that begin with the words first. */
export function findOptions(options: Option[], query: string): Option[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const begin = words[0];
  if (begin === undefined) return options;
  const found = options.filter((option) => {
    const text = plain(`${option.label} ${option.sub ?? ""} ${option.group ?? ""}`);
    return words.every((word) => text.includes(word));
  });
  const near = (option: Option) => (plain(option.label).startsWith(begin) ? 0 : 1);
  return found.toSorted((one, other) => near(one) - near(other));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
