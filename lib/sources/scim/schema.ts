/** One attribute of a resource, as RFC 7643 (section 7) describes them. */
export type Attribute = {
  name: string;
  type: "string" | "boolean" | "dateTime" | "complex";
  multiValued?: true;
  caseExact?: true;
  required?: true;
  mutability?: "readOnly" | "writeOnly" | "immutable";
  returned?: "always" | "never";
  uniqueness?: "server";
  sub?: readonly Attribute[];
};

/** A resource type: its own schema, and the extension that comes with it. */
export type ResourceSchema = {
  name: "User" | "Group";
  endpoint: "/Users" | "/Groups";
  urn: string;
  attributes: readonly Attribute[];
  extension: { urn: string; name: string; attributes: readonly Attribute[] } | null;
};

export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const texts = (...names: string[]): Attribute[] => names.map((name) => ({ name, type: "string" }));

/** Value, display, type, primary: what most multi-valued attributes have. */
const plural = (name: string): Attribute => ({
  name,
  type: "complex",
  multiValued: true,
  sub: [...texts("value", "display", "type"), { name: "primary", type: "boolean" }],
});

/** What every resource has beside its own schema. */
export const common: readonly Attribute[] = [
  { name: "schemas", type: "string", multiValued: true, caseExact: true, returned: "always" },
  {
    name: "id",
    type: "string",
    caseExact: true,
    mutability: "readOnly",
    returned: "always",
    uniqueness: "server",
  },
  { name: "externalId", type: "string", caseExact: true, uniqueness: "server" },
  {
    name: "meta",
    type: "complex",
    mutability: "readOnly",
    sub: [
      { name: "resourceType", type: "string", caseExact: true, mutability: "readOnly" },
      { name: "created", type: "dateTime", mutability: "readOnly" },
      { name: "lastModified", type: "dateTime", mutability: "readOnly" },
    ],
  },
];

export const userSchema: ResourceSchema = {
  name: "User",
  endpoint: "/Users",
  urn: "urn:ietf:params:scim:schemas:core:2.0:User",
  attributes: [
    { name: "userName", type: "string", required: true, uniqueness: "server" },
    {
      name: "name",
      type: "complex",
      sub: texts("formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"),
    },
    ...texts(
      "displayName",
      "nickName",
      "profileUrl",
      "title",
      "userType",
      "preferredLanguage",
      "locale",
      "timezone",
    ),
    { name: "active", type: "boolean" },
    { name: "password", type: "string", mutability: "writeOnly", returned: "never" },
    ...["emails", "phoneNumbers", "ims", "photos"].map(plural),
    {
      name: "addresses",
      type: "complex",
      multiValued: true,
      sub: [
        ...texts("formatted", "streetAddress", "locality", "region", "postalCode", "country", "type"),
        { name: "primary", type: "boolean" },
      ],
    },
    {
      name: "groups",
      type: "complex",
      multiValued: true,
      mutability: "readOnly",
      sub: [
        { name: "value", type: "string", caseExact: true, mutability: "readOnly" },
        { name: "display", type: "string", mutability: "readOnly" },
      ],
    },
    ...["entitlements", "roles", "x509Certificates"].map(plural),
  ],
  extension: {
    urn: ENTERPRISE,
    name: "EnterpriseUser",
    attributes: [
      ...texts("employeeNumber", "costCenter", "organization", "division", "department"),
      {
        name: "manager",
        type: "complex",
        sub: [{ name: "value", type: "string", caseExact: true }, ...texts("$ref", "displayName")],
      },
    ],
  },
};

export const groupSchema: ResourceSchema = {
  name: "Group",
  endpoint: "/Groups",
  urn: "urn:ietf:params:scim:schemas:core:2.0:Group",
  attributes: [
    { name: "displayName", type: "string", required: true, uniqueness: "server" },
    {
      name: "members",
      type: "complex",
      multiValued: true,
      sub: [{ name: "value", type: "string", caseExact: true }, ...texts("display", "type", "$ref")],
    },
  ],
  extension: null,
};

/** Where a name leads: the attribute, in which extension (null for the core), and which part of it. */
export type Place = { attribute: Attribute; extension: string | null; sub: Attribute | null };

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const named = (attributes: readonly Attribute[], name: string): Attribute | null =>
  attributes.find((each) => sameName(each.name, name)) ?? null;

/**
 * Where "userName", "name.familyName" or "urn:…:User:department" leads, upper and lower case being one; null for what
 * the schema does not have.
 */
export function placeOf(schema: ResourceSchema, path: string): Place | null {
  const { core, extension, rest } = withoutUrn(schema, path);
  if (rest === null) return null;
  const [name = "", subName, ...more] = rest.split(".");
  if (more.length > 0) return null;
  const inCore = core ? named([...common, ...schema.attributes], name) : null;
  const inExtension = !inCore && extension ? named(schema.extension?.attributes ?? [], name) : null;
  const attribute = inCore ?? inExtension;
  if (!attribute) return null;
  const sub = subName === undefined ? null : named(attribute.sub ?? [], subName);
  if (subName !== undefined && !sub) return null;
  return { attribute, extension: inExtension ? (schema.extension?.urn ?? null) : null, sub };
}

function withoutUrn(schema: ResourceSchema, path: string) {
  if (!/^urn:/i.test(path)) return { core: true, extension: false, rest: path };
  for (const [urn, core] of [[schema.urn, true] as const, [schema.extension?.urn ?? "", false] as const]) {
    if (urn && path.length > urn.length + 1 && sameName(path.slice(0, urn.length + 1), `${urn}:`))
      return { core, extension: !core, rest: path.slice(urn.length + 1) };
  }
  return { core: false, extension: false, rest: null };
}

/** Texts that count as one: upper and lower case, and compatible forms of a character (GHSA-7rqj). */
export const fold = (text: string): string => text.normalize("NFKC").toLowerCase();
