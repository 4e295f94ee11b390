import { z } from "zod";

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  SESSION_SECRET: z.string().min(32),
  /** `keyId:base64key[,older…]`: the first encrypts, all decrypt. */
  FIELD_ENCRYPTION_KEYS: z.string().min(1),
  KEYHOLDER_URL: z.url().default("http://localhost:3000"),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Keyholder <keyholder@localhost>"),
  KEYHOLDER_DEMO: z.string().optional(),
});

export type Env = z.infer<typeof environment>;

let parsed: Env | undefined;

/** The environment, validated on first use (not on import: a build has none). Throws what is missing, by name. */
export function env(): Env {
  parsed ??= environment.parse(process.env);
  return parsed;
}
