import fc from "fast-check";

/**
 * Users and filters for the properties of SCIM, of words that both a server that folds upper and lower case and a model
 * that does not read alike: lower case, and nothing that is empty.
 */
const words = fc.constantFrom("ann", "anna", "ben", "studio", "x", "work", "home");
const type = fc.constantFrom("work", "home", "other");

const email = fc.record({ value: words, type }, { requiredKeys: ["value", "type"] });

export const users = fc.record(
  {
    userName: words,
    displayName: words,
    title: words,
    active: fc.boolean(),
    name: fc
      .record({ givenName: words, familyName: words }, { requiredKeys: [] })
      .filter((name) => Object.keys(name).length > 0),
    emails: fc.uniqueArray(email, {
      minLength: 1,
      maxLength: 3,
      selector: ({ value, type }) => `${value} ${type}`,
    }),
  },
  { requiredKeys: ["userName", "active"] },
);

const text = words.map((word) => JSON.stringify(word));
const op = fc.constantFrom("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");
const single = fc.constantFrom("userName", "displayName", "title", "name.givenName", "name.familyName");

const compare = fc.tuple(single, op, text).map((parts) => parts.join(" "));
const active = fc
  .tuple(fc.constantFrom("eq", "ne"), fc.boolean())
  .map((parts) => `active ${parts.join(" ")}`);
const present = fc.constantFrom("title", "name", "name.givenName", "emails").map((name) => `${name} pr`);
const plural = fc.tuple(fc.constantFrom("value", "type"), op, text);
const ofEmails = plural.map(([part, ...rest]) => `emails.${[part, ...rest].join(" ")}`);
/** One comparison in the brackets: of two, the model looks for each in a value of its own. */
const within = plural.map((parts) => `emails[${parts.join(" ")}]`);

/** Filters of one comparison, joined, negated and in parentheses. */
export const filters: fc.Arbitrary<string> = fc.letrec<{ filter: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(compare, active, present, ofEmails, within),
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc
      .tuple(tie("filter"), fc.constantFrom("and", "or"), tie("filter"))
      .map(([a, how, b]) => `(${a}) ${how} (${b})`),
    tie("filter").map((each) => `not (${each})`),
  ),
})).filter;
