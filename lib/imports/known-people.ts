import { mailboxKey } from "./address";
import { fold, foldWords } from "./fold";

/** A person as far as an import needs to know them; `ref` is the caller's own name for the row. */
export type KnownPerson = {
  ref: string;
  given: string;
  family: string;
  /** Normalised work address first, then every identity that platforms know them by. */
  addresses: readonly string[];
  hasLeft?: boolean;
};

/** People under every form that their names and addresses are written in. Built once for a file. */
export type PeopleIndex = {
  people: readonly KnownPerson[];
  byName: Map<string, KnownPerson[]>;
  byGiven: Map<string, KnownPerson[]>;
  byFamily: Map<string, KnownPerson[]>;
  byAddress: Map<string, KnownPerson[]>;
  byMailbox: Map<string, KnownPerson[]>;
  workDomains: Set<string>;
};

/** Indexes the people; nothing about them is guessed here. */
export function indexPeople(people: readonly KnownPerson[]): PeopleIndex {
  const index: PeopleIndex = {
    people,
    byName: new Map(),
    byGiven: new Map(),
    byFamily: new Map(),
    byAddress: new Map(),
    byMailbox: new Map(),
    workDomains: new Set(),
  };
  for (const person of people) {
    for (const name of writtenForms(person)) put(index.byName, name, person);
    put(index.byGiven, foldWords(person.given), person);
    put(index.byFamily, foldWords(person.family), person);
    for (const address of person.addresses) {
      put(index.byAddress, address, person);
      put(index.byMailbox, mailboxKey(address), person);
    }
    const domain = person.addresses[0]?.split("@")[1];
    if (domain) index.workDomains.add(domain);
  }
  return index;
}

/** "Given Family", "Family Given" and both with one name as an initial, and German umlauts written out. */
function writtenForms(person: KnownPerson): Set<string> {
  const forms = new Set<string>();
  for (const spell of [foldWords, (text: string) => foldWords(umlautsWrittenOut(text))]) {
    const given = spell(person.given);
    const family = spell(person.family);
    forms.add(`${given} ${family}`.trim());
    forms.add(`${family} ${given}`.trim());
    if (given === "" || family === "") continue;
    forms.add(`${given[0]} ${family}`);
    forms.add(`${given} ${family[0]}`);
    const [first = given, ...middle] = given.split(" ");
    if (middle.length > 0) forms.add(`${first} ${family}`);
  }
  return forms;
}

function umlautsWrittenOut(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue");
}

/** A person's whole name as it is shown. */
export function nameOf(person: { given: string; family: string }): string {
  return `${person.given} ${person.family}`.trim();
}

/** A name as two writings of it are compared. */
export function nameKey(text: string): string {
  return foldWords(fold(text));
}

function put(map: Map<string, KnownPerson[]>, key: string, person: KnownPerson): void {
  if (key === "") return;
  const there = map.get(key);
  if (there === undefined) map.set(key, [person]);
  else if (!there.includes(person)) there.push(person);
}
