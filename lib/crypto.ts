import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import canonicalize from "canonicalize";
import { env } from "@/lib/env";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** SHA-256 of bytes or of text as UTF-8: 32 bytes. */
export function sha256(data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(data).digest());
}

/**
 * HMAC-SHA-256 of a value's canonical JSON (RFC 8785): the same for the same input, in whatever order it came. Keyed,
 * because an input may hold a password: whoever has the database alone cannot guess at it.
 */
export function hashOf(value: unknown): Uint8Array<ArrayBuffer> {
  const canonical = canonicalize(JSON.parse(JSON.stringify(value ?? null))) ?? "";
  return new Uint8Array(createHmac("sha256", env().SESSION_SECRET).update(canonical).digest());
}

/** SHA-256 as 64 hexadecimal digits, as it is shown beside evidence. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** A secret of 256 bits, base64url: session tokens, one-time links (ASVS 11.5.1). */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Compares without telling by time where two secrets differ (ASVS 11.2.4). */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

type Key = { id: string; bytes: Buffer };

/** The keys of FIELD_ENCRYPTION_KEYS, the current one first. Throws when one is not 32 bytes. */
function keys(): [Key, ...Key[]] {
  const all = env()
    .FIELD_ENCRYPTION_KEYS.split(",")
    .map((entry): Key => {
      const [id = "", encoded = ""] = entry.trim().split(":");
      const bytes = Buffer.from(encoded, "base64");
      if (!/^[a-z0-9-]{1,32}$/.test(id) || bytes.length !== 32) {
        throw new Error(
          "FIELD_ENCRYPTION_KEYS must be keyId:base64 of 32 bytes, several separated by commas.",
        );
      }
      return { id, bytes };
    });
  const [first, ...older] = all;
  if (!first) throw new Error("FIELD_ENCRYPTION_KEYS has no key.");
  return [first, ...older];
}

/**
 * Encrypts with AES-256-GCM under the current key. `context` (a row's id, say) is authenticated with it, so a
 * ciphertext that is copied to another row does not decrypt. Layout: id length, id, nonce, tag, ciphertext.
 */
export function encrypt(plain: string | Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  const [key] = keys();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const id = Buffer.from(key.id);
  return new Uint8Array(Buffer.concat([Buffer.of(id.length), id, nonce, cipher.getAuthTag(), body]));
}

/** The bytes that `encrypt` took, with the key that the ciphertext names. Throws when anything was changed. */
export function decrypt(sealed: Uint8Array, context: string): Buffer {
  const data = Buffer.from(sealed);
  const idEnd = 1 + (data[0] ?? 0);
  const id = data.subarray(1, idEnd).toString();
  const key = keys().find((candidate) => candidate.id === id);
  if (!key) throw new Error(`The field encryption key "${id}" is not in FIELD_ENCRYPTION_KEYS.`);
  const nonce = data.subarray(idEnd, idEnd + NONCE_BYTES);
  const tag = data.subarray(idEnd + NONCE_BYTES, idEnd + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce)
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(data.subarray(idEnd + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
