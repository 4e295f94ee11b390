// Checks a certificate of Keyholder without Keyholder: that its content is what was signed, by the key that it names.
// Needs nothing but Node and works without a network:
//
//   node verify-certificate.mjs certificate.json keys.json
//
// keys.json is the file of public keys (Settings, Signatures), or one public key as PEM. Take it, or the fingerprint,
// from the studio by another way than the certificate: whoever forges the one can forge the other.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Canonical JSON (RFC 8785): members in the order of their UTF-16 code units, numbers and strings as ECMAScript has them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(",")}}`;
}

/** In the first the certificate's id stands beside what is signed, in the second in it. */
const FORMATS = ["keyholder-certificate/1", "keyholder-certificate/2"];

const sha256 = (data) => createHash("sha256").update(data).digest("hex");

/** The public keys of a text, by their fingerprints: a list as JSON, or PEM. The fingerprint is always worked out anew. */
export function keysOf(text) {
  const pems = text.includes('"keys"')
    ? JSON.parse(text).keys.map((key) => key.publicKey)
    : (text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []);
  return new Map(
    pems.map((pem) => {
      const key = createPublicKey(pem);
      return [sha256(key.export({ format: "der", type: "spki" })), key];
    }),
  );
}

/** What is wrong with a certificate, as a sentence; null when it is as it was signed. */
export function wrongWith(document, keys) {
  const { format, certificate, sha256: hash, signature } = document;
  // The version is signed too, so that nothing passes for what was issued before its id was.
  if (!FORMATS.includes(format) || !certificate || !signature || !format.endsWith(`/${certificate.version}`))
    return "This is no certificate of Keyholder in the format that is known here.";
  if (signature.algorithm !== "Ed25519")
    return `It is signed by ${signature.algorithm}, which is not known here.`;
  const content = canonical(certificate);
  if (certificate.version === 2 && !certificate.id) return "It does not say which certificate it is.";
  if (sha256(content) !== hash) return "Its content does not have the hash that it names: it was changed.";
  const key = keys.get(signature.fingerprint);
  if (!key || !signature.fingerprint.startsWith(signature.keyId))
    return `None of the keys given here has the fingerprint that it names (${signature.fingerprint}).`;
  const isGood = verify(null, Buffer.from(content), key, Buffer.from(String(signature.value), "base64"));
  return isGood ? null : "The signature does not fit its content: it was changed, or another key signed it.";
}

function main([certificateFile, keyFile]) {
  if (!certificateFile || !keyFile) {
    console.error("Usage: node verify-certificate.mjs certificate.json keys.json");
    return 2;
  }
  const document = JSON.parse(readFileSync(certificateFile, "utf8"));
  const wrong = wrongWith(document, keysOf(readFileSync(keyFile, "utf8")));
  if (wrong) {
    console.error(`NOT GOOD. ${wrong}`);
    return 1;
  }
  const { certificate, signature } = document;
  console.log(
    `Good. ${certificate.number} (${[certificate.client, certificate.person].filter(Boolean).join(", ")}), issued ${certificate.issuedAt} by ${certificate.issuedBy}, is as it was signed.\nCertificate ${certificate.id ?? `${signature.id} (not signed, in this format)`}\nKey ${signature.fingerprint}`,
  );
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
