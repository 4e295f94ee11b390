import type { IdForm, IdFormat } from "@/lib/platforms/catalogue-schema";
import { salesforceSuffix } from "@/lib/platforms/salesforce-id";

/** What a person wrote, without what never belongs to an id: odd spaces and dashes, quotes, invisible marks. */
export function cleanId(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .replace(/\s+/gu, " ")
    .replace(/^[ "'‘’“”]+|[ "'‘’“”]+$/gu, "");
}

/**
 * The normal form of a cleaned id: the one way in which it is stored and compared. Not yet checked. Null when it has
 * none: taking one thing off (a slash) can bare the next (a quote), so it is read until it reads as itself.
 */
export function normaliseId(format: IdFormat, cleaned: string): string | null {
  let text = cleaned;
  for (let pass = 0; pass < 4; pass += 1) {
    const normal = normaliseOnce(format, text);
    if (normal === text) return normal;
    text = cleanId(normal);
  }
  return null;
}

function normaliseOnce(format: IdFormat, cleaned: string): string {
  const bare = FORMS[format.form](withoutWords(format, findInAddress(format, cleaned)), format);
  return bare === "" ? "" : `${format.prefix ?? ""}${bare}${format.suffix ?? ""}`;
}

const FORMS: Readonly<Record<IdForm, (text: string, format: IdFormat) => string>> = {
  digits: (text) =>
    text
      .replace(/\([^)]*\)$/u, "")
      .replace(/[.,]0$/u, "")
      .replace(/[\s.,'’_-]/gu, ""),
  exact: (text) => text.replace(/\s/gu, ""),
  lower: (text) => text.replace(/\s/gu, "").toLowerCase(),
  upper: (text) => text.replace(/\s/gu, "").toUpperCase(),
  domain: toHost,
  url: toAddress,
  origin: (text, format) => parseAddress(toAddress(text, format))?.origin ?? text,
  salesforce: (text) => {
    const id = text.replace(/\s/gu, "");
    return id.length === 15 ? id + salesforceSuffix(id) : id;
  },
  text: (text) => text,
};

function findInAddress(format: IdFormat, text: string): string {
  for (const pattern of format.find) {
    const found = new RegExp(pattern, "iu").exec(text)?.[1];
    if (found) return decodeSafely(found);
  }
  return text;
}

function withoutWords(format: IdFormat, text: string): string {
  let rest = text;
  for (const word of format.strip) rest = withoutStart(rest, word);
  if (format.prefix) rest = withoutPrefix(rest, format.prefix);
  for (const ending of [...format.drop, ...(format.suffix ? [format.suffix] : [])]) {
    const at = rest.toLowerCase().lastIndexOf(ending.toLowerCase());
    if (at > 0) rest = rest.slice(0, at);
  }
  return rest;
}

function withoutStart(text: string, word: string): string {
  if (!text.toLowerCase().startsWith(word.toLowerCase())) return text;
  return text.slice(word.length).replace(/^[\s:#=-]+/u, "");
}

/** "act_123", "act 123" and "ACT123" are the same; a prefix of one letter or with dots has to be written whole. */
function withoutPrefix(text: string, prefix: string): string {
  const letters = /^([a-z]{3,})[^a-z0-9]?$/iu.exec(prefix)?.[1];
  if (!letters) return withoutStart(text, prefix);
  return text.replace(new RegExp(`^${letters}[\\s_/:-]*`, "iu"), "");
}

function toHost(text: string): string {
  return text
    .replace(/\s/gu, "")
    .replace(/^[a-z]+:\/\//iu, "")
    .replace(/[/?#:].*$/u, "")
    .replace(/\.$/u, "")
    .toLowerCase();
}

function toAddress(text: string, format: IdFormat): string {
  const url = parseAddress(/^[a-z]+:\/\//iu.test(text) ? text : `https://${text}`);
  if (!url) return text;
  const path = url.pathname.replace(/\/+$/u, "");
  return `${url.origin}${path}${format.endsWithSlash ? "/" : ""}`;
}

function parseAddress(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
