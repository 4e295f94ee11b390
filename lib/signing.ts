import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from "node:crypto";
import canonicalize from "canonicalize";
import { decrypt, encrypt, sha256Hex } from "@/lib/crypto";
import type { Tx } from "@/lib/db";

/** What was signed, as it is kept beside its content. */
export type Signed = { sha256: string; signature: string; keyId: string };

type CurrentKey = { id: string; sealed: Uint8Array };

/**
 * Gives the function that signs with the current key: Ed25519 over the canonical JSON (RFC 8785) of a content. The
 * first use of all makes the key; of two at once the second waits and takes the first one's. A rotation waits for the
 * transactions that sign.
 */
export async function readSigner(tx: Tx): Promise<(content: object) => Signed> {
  const key = (await readCurrent(tx)) ?? (await makeFirst(tx));
  const privateKey = createPrivateKey({
    key: decrypt(key.sealed, contextOf(key.id)),
    format: "der",
    type: "pkcs8",
  });
  return (content) => {
    const canonical = canonicalOf(content);
    return {
      sha256: sha256Hex(canonical),
      signature: sign(null, Buffer.from(canonical), privateKey).toString("base64"),
      keyId: key.id,
    };
  };
}

/** Whether a content is what was signed with the private half of this public key (PEM). */
export function isSigned(content: object, signature: string, publicKey: string): boolean {
  return verify(
    null,
    Buffer.from(canonicalOf(content)),
    createPublicKey(publicKey),
    Buffer.from(signature, "base64"),
  );
}

/** Makes a new key and retires the one that signed until now: its public half stays. Gives the new one's id. */
export async function rotateKey(tx: Tx, { now, byId }: { now: Date; byId: string | null }): Promise<string> {
  await lockKeys(tx);
  await tx.signingKey.updateMany({
    where: { retiredAt: null },
    data: { retiredAt: now, retiredById: byId, sealed: null },
  });
  return (await makeKey(tx)).id;
}

const canonicalOf = (content: object): string => canonicalize(content) ?? "";
const contextOf = (id: string) => `signing-key ${id}`;

async function readCurrent(tx: Tx): Promise<CurrentKey | null> {
  const [key] = await tx.$queryRaw<CurrentKey[]>`
    SELECT id, sealed FROM "SigningKey" WHERE "retiredAt" IS NULL FOR SHARE`;
  return key ?? null;
}

async function makeFirst(tx: Tx): Promise<CurrentKey> {
  await lockKeys(tx);
  return (await readCurrent(tx)) ?? makeKey(tx);
}

const lockKeys = (tx: Tx) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.signing-key', 0))`;

async function makeKey(tx: Tx): Promise<CurrentKey> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const fingerprint = createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex");
  const id = fingerprint.slice(0, 16);
  const sealed = encrypt(privateKey.export({ format: "der", type: "pkcs8" }), contextOf(id));
  await tx.signingKey.create({
    data: {
      ...{ id, fingerprint, sealed },
      publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(),
    },
  });
  return { id, sealed };
}
