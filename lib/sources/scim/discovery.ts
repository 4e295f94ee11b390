import { MOST_RESULTS } from "@/lib/sources/scim/answer";
import type { JsonObject } from "@/lib/sources/scim/json";
import {
  type Attribute,
  common,
  groupSchema,
  type ResourceSchema,
  userSchema,
} from "@/lib/sources/scim/schema";

/** What this service can do (RFC 7643, section 5), truthfully. */
export const serviceProviderConfig = (base: string): JsonObject => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_RESULTS },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: "oauthbearertoken",
      name: "Bearer token",
      description: "A token of the connection, made in Keyholder, in the header Authorization.",
      primary: true,
    },
  ],
  meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
});

const resources = [userSchema, groupSchema] as const;

/** The resource types, by name. */
export const resourceTypes = (base: string): Map<string, JsonObject> =>
  new Map(
    resources.map(({ name, endpoint, urn, extension }) => [
      name,
      {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        id: name,
        name,
        endpoint,
        schema: urn,
        ...(extension ? { schemaExtensions: [{ schema: extension.urn, required: false }] } : {}),
        meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${name}` },
      },
    ]),
  );

/** The schemas, by their URN. */
export function schemas(base: string): Map<string, JsonObject> {
  const all = resources.flatMap(({ name, urn, attributes, extension }: ResourceSchema) => [
    { urn, name, attributes: [...common.filter((each) => each.name === "externalId"), ...attributes] },
    ...(extension ? [extension] : []),
  ]);
  return new Map(
    all.map(({ urn, name, attributes }) => [
      urn,
      {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        id: urn,
        name,
        description: name,
        attributes: attributes.map(described),
        meta: { resourceType: "Schema", location: `${base}/Schemas/${urn}` },
      },
    ]),
  );
}

function described(attribute: Attribute): JsonObject {
  const { name, type, multiValued, caseExact, required, mutability, returned, uniqueness, sub } = attribute;
  return {
    name,
    type,
    multiValued: multiValued === true,
    description: name,
    required: required === true,
    ...(type === "string" ? { caseExact: caseExact === true } : {}),
    mutability: mutability ?? "readWrite",
    returned: returned ?? "default",
    uniqueness: uniqueness ?? "none",
    ...(sub ? { subAttributes: sub.map(described) } : {}),
  };
}
