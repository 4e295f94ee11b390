import { tidy } from "./fold";

/**
 * One e-mail address as it is compared: without the "Name <…>" around it, blanks and case.
 * Null when the text holds none. Dots and "+tags" are kept: most providers treat them as different mailboxes.
 */
export function readAddress(text: string): string | null {
  const match = /[^\s<>"(),:;@]+@[^\s<>"(),:;@]+\.[^\s<>"(),:;@]+/u.exec(tidy(text.normalize("NFKC")));
  return match ? match[0].replace(/[.']+$/, "").toLowerCase() : null;
}

/** The key under which two spellings may be one mailbox (googlemail and gmail); asked, never assumed. */
export function mailboxKey(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  if (domain !== "gmail.com" && domain !== "googlemail.com") return address;
  return `${local.replace(/\+.*$/, "").replaceAll(".", "")}@gmail.com`;
}

export type Login =
  | { kind: "none" }
  | { kind: "address"; address: string; shared: boolean }
  | { kind: "other"; text: string; shared: boolean };

const SHARED =
  /^(shared|shared login|team|group|gemeinsam|geteilt|partage|compartid[oa]|gedeeld)\s*[:=–-]\s*/i;

/** Reads the cell that says which login is used: an address, "shared: an address", a user name, or nothing. */
export function readLogin(written: string): Login {
  const text = tidy(written);
  if (/^[-–—?.]*$/.test(text) || /^(n\/a|none|own|same|tbc)$/i.test(text)) return { kind: "none" };
  const shared = SHARED.test(text) || /\((shared|gemeinsam|partag[eé])\)/i.test(text);
  const address = readAddress(text);
  if (address !== null) return { kind: "address", address, shared };
  return { kind: "other", text: text.replace(SHARED, ""), shared };
}
