import { randomBytes } from "node:crypto";
import { decrypt, encrypt } from "@/lib/crypto";

/** What a secret's ciphertext is bound to: its own row. */
const contextOf = (id: string) => `webhook secret ${id}`;

/** A new secret of 256 random bits as the specification writes it, with what is kept of it. */
export function newWebhookSecret(id: string) {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  return { secret, kept: { id, secret: encrypt(secret, contextOf(id)), ending: secret.slice(-5) } };
}

/** A kept secret in the clear. */
export const openWebhookSecret = (row: { id: string; secret: Uint8Array }): string =>
  decrypt(row.secret, contextOf(row.id)).toString();
