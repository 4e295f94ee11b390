import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** "203.0.113.7" or "203.0.113.0/24": the address and its length; null for what is no range. */
function rangeOf(text: string): { address: string; length: number; family: "ipv4" | "ipv6" } | null {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes("%")) return null;
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const bits = length === undefined ? most : Number(length);
  return bits <= most ? { address, length: bits, family: version === 4 ? "ipv4" : "ipv6" } : null;
}

/** From where a source may call, as a form sends it: addresses and ranges (CIDR), by spaces or commas; none is anywhere. */
export const addressRanges = () =>
  z
    .string()
    .max(2000)
    .nullish()
    .transform((text) => [...new Set((text ?? "").split(/[\s,;]+/).filter((each) => each !== ""))])
    .pipe(
      z
        .array(
          z.string().refine(rangeOf, "Write addresses and ranges, such as 203.0.113.7 or 203.0.113.0/24."),
        )
        .max(50, "Keep this to 50 addresses."),
    );

/** Whether a call from this address is taken; one whose address nobody knows only where all are. */
export function isAllowedFrom(ranges: readonly string[], ip: string | null): boolean {
  if (ranges.length === 0) return true;
  const family = isIP(ip ?? "") === 6 ? "ipv6" : "ipv4";
  if (!ip || isIP(ip) === 0) return false;
  const list = new BlockList();
  for (const range of ranges.map(rangeOf)) {
    if (range) list.addSubnet(range.address, range.length, range.family);
  }
  return list.check(ip, family);
}
