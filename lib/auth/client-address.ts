import { isIP, isIPv6 } from "node:net";
import { isSecure } from "@/lib/auth/cookies";
import { env } from "@/lib/env";

/**
 * How many proxies of ours a request passes: what the last so many have added to X-Forwarded-For is believed, and
 * nothing before it. Behind https there is one that does the TLS; without https browsers come by themselves.
 */
export const trustedProxies = (): number => env().TRUSTED_PROXIES ?? (isSecure() ? 1 : 0);

/**
 * Where a request came from. `forwarded` ends with the socket's own address, which lib/http/note-peer.ts has added;
 * before it stands what each proxy has added, and before that whatever the client has sent. Null for no address.
 */
export function clientAddress(forwarded: string | null, proxies: number): string | null {
  const addresses = (forwarded ?? "").split(",").map((each) => each.trim());
  const named = addresses.at(-1 - proxies) ?? addresses[0] ?? "";
  const address = named.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) ? address : null;
}

/**
 * What an address is counted as: a whole /64 of IPv6, since one household or machine has that many addresses to
 * choose from.
 */
export function addressBlock(address: string | null): string {
  if (!address) return "unknown";
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const front = head.split(":").filter(Boolean);
  const back = tail.split(":").filter(Boolean);
  const filled = address.includes("::") ? Array(Math.max(0, 8 - front.length - back.length)).fill("0") : [];
  const groups = [...front, ...filled, ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
