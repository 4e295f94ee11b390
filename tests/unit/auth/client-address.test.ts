import { describe, expect, it } from "vitest";
import { addressBlock, clientAddress } from "@/lib/auth/client-address";

describe("where a request came from", () => {
  it.each([
    ["the socket's own address, without a proxy", "192.0.2.1", 0, "192.0.2.1"],
    ["not what a client says of itself, without a proxy", "203.0.113.9, 192.0.2.1", 0, "192.0.2.1"],
    ["what our one proxy has added", "192.0.2.1, 10.0.0.1", 1, "192.0.2.1"],
    ["not what a client says to our proxy", "203.0.113.9, 192.0.2.1, 10.0.0.1", 1, "192.0.2.1"],
    [
      "what the first of our two proxies has added",
      "203.0.113.9, 192.0.2.1, 10.0.0.2, 10.0.0.1",
      2,
      "192.0.2.1",
    ],
    ["the socket's own, where the proxy added nothing", "10.0.0.1", 1, "10.0.0.1"],
    ["IPv4 that a socket of IPv6 has taken", "::ffff:192.0.2.1", 0, "192.0.2.1"],
    ["IPv6", "2001:db8::7", 0, "2001:db8::7"],
  ])("is %s", (_, forwarded, proxies, address) => {
    expect(clientAddress(forwarded, proxies)).toBe(address);
  });

  it.each([[null], [""], ["unknown"], ["<script>"], ["192.0.2.1:80"]])(
    "is nowhere when it says %s",
    (forwarded) => {
      expect(clientAddress(forwarded, 0)).toBeNull();
    },
  );
});

describe("what an address is counted as", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::", "2001:db8:1:2::/64"],
    ["2001:db8:0001:2:ffff::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    [null, "unknown"],
  ])("%s: %s", (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
