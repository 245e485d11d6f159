/**
 * Addresses that are not the public internet: this machine, the local network, a cloud's metadata service, and every form
 * of IPv6 that carries an IPv4 address inside.
 *
 * Shape   IPv4 is public unless it stands here. IPv6 is the other way round: only 2000::/3 is handed out to anybody, so all
 *         else is refused, and inside it the blocks that are special.
 * Source  IANA special-purpose address registries:
 *         https://www.iana.org/assignments/iana-ipv4-special-registry
 *         https://www.iana.org/assignments/iana-ipv6-special-registry
 */
import { BlockList, isIP } from "node:net";

const IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // carrier-grade NAT, with 100.100.100.200, a metadata service
  ["127.0.0.0", 8],
  ["168.63.129.16", 32], // a cloud's host agent, in a range that looks public
  ["169.254.0.0", 16], // link-local, with 169.254.169.254, the usual metadata service
  ["172.16.0.0", 12],
  ["192.0.0.0", 24], // protocol assignments, with 192.0.0.192, a metadata service
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16],
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, with broadcast
];

const IPV6: readonly (readonly [string, number])[] = [
  ["::", 3], // unspecified, loopback, IPv4-compatible, -mapped, -translated, NAT64, discard
  ["4000::", 2],
  ["8000::", 1], // unique local, link-local, site-local, multicast
  ["2001::", 23], // protocol assignments, with Teredo and benchmarks
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["3ffe::", 16], // the old test network
  ["3fff::", 20], // documentation
];

/** Two lists: Node checks an IPv4 address against IPv6 rules in its mapped form, and ::/3 would hold them all. */
const NOT_PUBLIC = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [address, prefix] of IPV4) NOT_PUBLIC.ipv4.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of IPV6) NOT_PUBLIC.ipv6.addSubnet(address, prefix, "ipv6");

/** True for what is no address at all, too: a caller that cannot say where it goes does not go. */
export function isPrivateAddress(address: string): boolean {
  const bare = withoutZone(address);
  if (isIP(bare) === 0) return true;
  const family = isIP(bare) === 4 ? "ipv4" : "ipv6";
  return NOT_PUBLIC[family].check(bare, family);
}

/** Loopback as a URL's host spells it after parsing, or as a socket reports it. */
export function isLoopback(host: string): boolean {
  const bare = withoutZone(host.replace(/^\[|\]$/gu, ""));
  return bare === "localhost" || bare === "::1" || bare.startsWith("127.") || bare.startsWith("::ffff:127.");
}

function withoutZone(address: string): string {
  const zone = address.indexOf("%");
  return zone < 0 ? address : address.slice(0, zone);
}
