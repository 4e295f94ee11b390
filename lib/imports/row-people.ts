import { type Login, mailboxKey, readLogin } from "./address";
import { fold } from "./fold";
import { type KnownPerson, nameKey, nameOf, type PeopleIndex } from "./known-people";
import { matchPerson, namesFrom, splitPeople } from "./people-names";
import type { PlannedIdentity, PlannedPerson } from "./plan-types";
import type { Draft, QuestionBook, RowPerson } from "./question-book";

/** Understands who a row is about, and the login that they use there. */
export function understandPeople(
  draft: Draft,
  texts: { person: string; login: string },
  index: PeopleIndex,
  book: QuestionBook,
): void {
  const login = readLogin(texts.login);
  const names = splitPeople(texts.person, index);
  if (names.length === 0) {
    if (login.kind === "address" && !login.shared) names.push(login.address);
    else {
      draft.refusals.push("The row names nobody. Fill in who holds this access.");
      return;
    }
  }
  const owners = ownersOf(login, index);
  const found = names.map((name) => onePerson(draft, name, names.length, login, owners, index, book));
  const people = found.filter((person) => person !== null);
  if (people.length === names.length) draft.people = withLogins(draft, people, login, owners, index, book);
}

function ownersOf(login: Login, index: PeopleIndex): KnownPerson[] {
  return login.kind === "address" && !login.shared ? (index.byAddress.get(login.address) ?? []) : [];
}

/** The person that one name means; the login's owner decides where the name alone does not. */
function onePerson(
  draft: Draft,
  name: string,
  named: number,
  login: Login,
  owners: KnownPerson[],
  index: PeopleIndex,
  book: QuestionBook,
): PlannedPerson | null {
  const match = matchPerson(name, index);
  const [owner] = owners;
  if (match.kind === "one") {
    if (named > 1 || owner === undefined || owners.includes(match.person)) return planned(match.person);
    return askLoginOf(draft, match.person, owner, login, book);
  }
  const candidates = match.kind === "several" ? match.candidates : match.near;
  const fitting = candidates.filter((person) => owners.includes(person));
  if (fitting.length === 1 && fitting[0]) return planned(fitting[0]);
  if (match.kind === "none" && named === 1 && owner && sharesName(name, owner)) {
    draft.remarks.push(`“${name}” is taken to be ${nameOf(owner)}, whose login it is.`);
    return planned(owner);
  }
  return askWho(draft, name, match.kind, sortByMailbox(candidates, login, index), login, index, book);
}

function sharesName(name: string, person: KnownPerson): boolean {
  const words = new Set(nameKey(name).split(" "));
  return nameKey(nameOf(person))
    .split(" ")
    .some((word) => words.has(word));
}

function askLoginOf(
  draft: Draft,
  person: KnownPerson,
  owner: KnownPerson,
  login: Login,
  book: QuestionBook,
): PlannedPerson | null {
  const address = login.kind === "address" ? login.address : "";
  const answer = book.ask(draft, {
    key: `login|${address}|${person.ref}`,
    kind: "login",
    sentence: `The row names ${nameOf(person)}, but the login ${address} is ${nameOf(owner)}’s. Who holds this?`,
    proposals: [
      { answer: `person:${person.ref}`, label: `${nameOf(person)}, under their own login` },
      { answer: `person:${owner.ref}`, label: `${nameOf(owner)}; the name is wrong` },
    ],
    typed: null,
  });
  if (answer === null) return null;
  return planned(answer === `person:${owner.ref}` ? owner : person);
}

function askWho(
  draft: Draft,
  name: string,
  match: "several" | "none",
  candidates: KnownPerson[],
  login: Login,
  index: PeopleIndex,
  book: QuestionBook,
): PlannedPerson | null {
  // A login of somebody's own tells like rows apart: it belongs to one of those who share the name.
  const own = login.kind === "address" && !login.shared ? login.address : null;
  const proposals = candidates.map((person) => ({ answer: `person:${person.ref}`, label: labelOf(person) }));
  if (match === "none") proposals.push({ answer: "new", label: `Somebody new, called ${name}` });
  const using = own === null ? "" : ` with the login ${own}`;
  const answer = book.ask(draft, {
    key: own === null ? `person|${nameKey(name)}` : `person|${nameKey(name)}|${own}`,
    kind: "person",
    sentence:
      match === "several"
        ? `“${name}”${using} fits ${candidates.length} people. Who is meant?`
        : `Nobody is called “${name}”${using}. Who is meant?`,
    proposals,
    typed: "person:",
  });
  if (answer === null) return null;
  if (answer === "new") return { ref: `new:person:${nameKey(name)}`, isNew: true, ...namesFrom(name) };
  const ref = answer.slice("person:".length);
  const chosen = index.people.find((person) => person.ref === ref);
  if (chosen) return planned(chosen);
  draft.refusals.push(`The answer for “${name}” names somebody who is not in the list of people.`);
  return null;
}

function labelOf(person: KnownPerson): string {
  const [address] = person.addresses;
  return address === undefined ? nameOf(person) : `${nameOf(person)} (${address})`;
}

/** Whoever has the same mailbox under another spelling comes first; it is still asked. */
function sortByMailbox(candidates: KnownPerson[], login: Login, index: PeopleIndex): KnownPerson[] {
  const likely = login.kind === "address" ? (index.byMailbox.get(mailboxKey(login.address)) ?? []) : [];
  return [...new Set([...likely, ...candidates])];
}

function planned(person: KnownPerson): PlannedPerson {
  return { ref: person.ref, isNew: false, given: person.given, family: person.family };
}

/** Who of the people uses the login: all when it is shared, its owner otherwise; the rest use their own. */
function withLogins(
  draft: Draft,
  people: PlannedPerson[],
  login: Login,
  owners: KnownPerson[],
  index: PeopleIndex,
  book: QuestionBook,
): RowPerson[] {
  if (login.kind === "none") return people.map((person) => ({ person, identity: null }));
  const identity = identityOf(login, index);
  if (login.shared) return people.map((person) => ({ person, identity }));
  const [only] = people;
  if (people.length === 1 && only) {
    const isTheirs = owners.length === 0 || owners.some((owner) => owner.ref === only.ref);
    return [{ person: only, identity: isTheirs ? identity : null }];
  }
  const user =
    people.find((person) => owners.some((owner) => owner.ref === person.ref)) ?? byLocalPart(people, login);
  const answer = user ? `person:${user.ref}` : askWhose(draft, people, identity, book);
  if (answer === null) return [];
  if (answer === "shared")
    return people.map((person) => ({ person, identity: { ...identity, shared: true } }));
  const others = people
    .filter((person) => `person:${person.ref}` !== answer)
    .map(nameOf)
    .join(" and ");
  draft.remarks.push(
    `The login ${identity.address} is taken for one person; ${others} is recorded under their own.`,
  );
  return people.map((person) => ({ person, identity: `person:${person.ref}` === answer ? identity : null }));
}

/** "sara11@…" is Sara's, when only one of the people is called so. */
function byLocalPart(people: PlannedPerson[], login: Login): PlannedPerson | undefined {
  const local = fold(
    login.kind === "address" ? (login.address.split("@")[0] ?? "") : login.kind === "other" ? login.text : "",
  );
  const fitting = people.filter((person) => person.given !== "" && local.includes(nameKey(person.given)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function askWhose(
  draft: Draft,
  people: PlannedPerson[],
  identity: PlannedIdentity,
  book: QuestionBook,
): string | null {
  const names = people.map(nameOf).join(" and ");
  return book.ask(draft, {
    key: `login|${identity.address}|${people
      .map((person) => person.ref)
      .sort()
      .join("+")}`,
    kind: "login",
    sentence: `Who uses the login ${identity.address}: ${names}?`,
    proposals: [
      ...people.map((person) => ({ answer: `person:${person.ref}`, label: `Only ${nameOf(person)}` })),
      { answer: "shared", label: "All of them: it is a shared login" },
    ],
    typed: null,
  });
}

function identityOf(login: Exclude<Login, { kind: "none" }>, index: PeopleIndex): PlannedIdentity {
  if (login.kind === "other") {
    const address = login.text.normalize("NFKC").toLowerCase();
    return { address, kind: "client_issued", shared: login.shared };
  }
  const domain = login.address.split("@")[1] ?? "";
  const isWork = index.workDomains.size === 0 || index.workDomains.has(domain);
  return { address: login.address, kind: isWork ? "work" : "personal", shared: login.shared };
}
