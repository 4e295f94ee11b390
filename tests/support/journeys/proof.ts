import { createHash } from "node:crypto";

/** A file as evidence, with the hash that Keyholder has to show for it. */
export type Proof = { name: string; mimeType: string; buffer: Buffer; sha256: string };

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A screenshot that no other test has: the words stand behind the picture. */
export const screenshotOf = (words: string): Proof =>
  proof("users.png", "image/png", Buffer.concat([Buffer.from(PIXEL, "base64"), Buffer.from(words)]));

/** A printed page as PDF, with these words in it. */
export const printOf = (words: string): Proof =>
  proof("users.pdf", "application/pdf", Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`));

function proof(name: string, mimeType: string, buffer: Buffer): Proof {
  return { name, mimeType, buffer, sha256: createHash("sha256").update(buffer).digest("hex") };
}
