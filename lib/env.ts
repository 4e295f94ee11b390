import { isAbsolute } from "node:path";
import { z } from "zod";

/** `keyId:base64key`, more of them after commas; a key has 32 bytes. */
const KEYS = /^[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=(,\s*[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=)*$/;

/** Every name that Keyholder reads from the environment; `.env.example` has the same ones. */
export const environment = z.object({
  DATABASE_URL: z.string("no address of a database").min(1, "no address of a database"),
  /** The owner's address, for migrations alone; the same as DATABASE_URL when it is not given. */
  MIGRATION_DATABASE_URL: z.string().optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Where browsers reach it: origin of links, passkeys and cookies. */
  KEYHOLDER_URL: z.url("no address such as https://keys.example.com").default("http://localhost:3000"),
  /** How many proxies of ours a request passes; 1 behind https, else none. */
  TRUSTED_PROXIES: z.coerce.number("not a number").int("not a whole number").min(0).max(9).optional(),
  KEYHOLDER_DATA_DIR: z.string().default(".data"),
  SESSION_SECRET: z.string("missing").min(32, "shorter than 32 characters"),
  /** `keyId:base64key[,older…]`: the first encrypts, all decrypt. */
  FIELD_ENCRYPTION_KEYS: z.string("missing").regex(KEYS, "not keyId:key with a key of 32 bytes in base64"),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Keyholder <keyholder@localhost>"),
  /** A folder of this machine into which an HR system exports; nothing in it is ever changed. */
  HR_FOLDER: z.string().refine(isAbsolute, "not a whole path such as /srv/hr-exports").optional(),
  KEYHOLDER_DEMO: z.string().optional(),
});

export type Env = z.infer<typeof environment>;

let parsed: Env | undefined;

/** The environment, validated on first use (not on import: a build has none). Throws what is missing, by name. */
export function env(): Env {
  parsed ??= environment.parse(process.env);
  return parsed;
}
