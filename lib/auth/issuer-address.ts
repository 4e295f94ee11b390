import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { isSecure } from "@/lib/auth/cookies";

/**
 * Where no issuer of a company stands: this machine itself, link-local addresses (the clouds' metadata services among
 * them), NAT64, multicast and what is reserved. Private networks are not among them: an issuer may stand in the house,
 * and an owner has to confirm it with a fresh proof (SEC-71).
 */
const forbidden = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["100.100.100.200", 32],
  ["192.0.0.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  forbidden.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["fd00:ec2::254", 128],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  forbidden.addSubnet(network, prefix, "ipv6");
}

/** Whether an IP address may be called for an issuer. */
export function mayCall(address: string): boolean {
  return !forbidden.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

const isLocal = (hostname: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);

/**
 * Whether an address of an issuer's may be called: https, no name or password in it, no address that is forbidden.
 * Where Keyholder itself is tried out without https, an issuer on the same machine will do.
 */
export function isIssuerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password || url.hash) return false;
  if (!isSecure() && isLocal(url.hostname)) return /^https?:$/.test(url.protocol);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  return url.protocol === "https:" && !isLocal(url.hostname) && (isIP(literal) === 0 || mayCall(literal));
}

/**
 * Resolves a name once, for the connection that is about to be made: what is checked is what is connected to, so a
 * name cannot point elsewhere a moment later. An answer with one forbidden address is refused whole.
 */
export const checkedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? new Error("The name has no address."), "", 0);
    const local = !isSecure() && isLocal(hostname);
    if (!local && !addresses.every(({ address }) => mayCall(address))) {
      return callback(new Error("The name leads to an address that is not called."), "", 0);
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
