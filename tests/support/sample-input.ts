import { z } from "zod";

type Json = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  properties?: Record<string, Json>;
  required?: string[];
};

const texts: Record<string, string> = {
  uuid: "01937b4c-0000-7000-8000-000000000000",
  issuer: "https://login.clickelement.example",
  addresses: "203.0.113.0/24",
  url: "https://hooks.chat.example/services/x",
  email: "somebody@clickelement.example",
  date: "2026-12-01",
  "date-time": "2026-12-01T12:00:00Z",
};

/** Input that a command's schema takes, made from the schema: ids of nothing that exists, short texts. */
export function sampleInput(schema: z.ZodType): Record<string, unknown> {
  const json = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      const { type } = zodSchema._zod.def;
      if (type === "date") Object.assign(jsonSchema, { type: "string", format: "instant" });
      if (type === "unknown") jsonSchema.type = "object";
    },
  }) as Json;
  return sample(json, "", true) as Record<string, unknown>;
}

function sample(of: Json, name = "", whole = false): unknown {
  if (of.const !== undefined) return of.const;
  if (of.enum) return of.enum[0];
  if (of.anyOf) return sample(of.anyOf.find((each) => Object.keys(each).length > 0) ?? {}, name);
  switch (of.type) {
    case "string":
      if (of.format === "instant") return new Date("2026-12-01T12:00:00Z");
      return texts[of.format ?? name] ?? "text".padEnd(of.minLength ?? 0, "x");
    case "integer":
    case "number":
      return Math.max(of.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "array":
      return [sample(of.items ?? {})].filter((each) => each !== undefined);
    case "object": {
      const wanted = Object.entries(of.properties ?? {}).filter(
        ([field]) => whole || of.required?.includes(field),
      );
      const entries = wanted.map(([field, each]) => [field, sample(each, field)] as const);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    default:
      return undefined;
  }
}
