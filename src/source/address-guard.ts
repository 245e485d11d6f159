/**
 * Which addresses may be asked at all. A watch list, a redirect or a link in a page is somebody else's text, and must not
 * be able to make this machine ask its own network.
 *
 * Shape   checkUrl reads a URL before anything is sent: scheme, port, name and literal address. guardedLookup checks every
 *         answer for a name and hands out only those. checkConnected looks once more at the socket that was opened.
 * Errors  source/bad-url, source/forbidden-address, source/forbidden-port, source/unresolved.
 * Source  Every spelling of an IPv4 address (hex, octal, short, full-width digits) becomes the usual one in the URL parser:
 *         https://url.spec.whatwg.org/#concept-ipv4-parser, so that only the parsed host is ever looked at.
 */
import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { UnderlagError } from "../errors.js";
import { isPrivateAddress } from "./address-ranges.js";
import { BAD_PORTS } from "./bad-ports.js";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
export type Resolver = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface AddressPolicy {
  /** For suppliers inside one's own network: any address, and any port but the bad ones. */
  readonly allowPrivateNetwork: boolean;
  readonly allowedPorts: readonly number[];
  /** "address:port" that may be asked although it is private: one intranet server, or a test's own. */
  readonly allowedEndpoints: readonly string[];
  readonly resolver: Resolver;
}

export const DEFAULT_ADDRESS_POLICY: AddressPolicy = {
  allowPrivateNetwork: false,
  allowedPorts: [80, 443],
  allowedEndpoints: [],
  resolver: (hostname) => systemLookup(hostname, { all: true, verbatim: true }),
};

/** Names that mean this machine or this network wherever they are asked. */
const LOCAL_NAMES = ["localhost", "localdomain", "local", "internal", "home.arpa", "ip6-localhost", "ip6-loopback"];

/** The parsed URL, or a failure that says why it may not be asked. */
export function checkUrl(given: string, policy: AddressPolicy): URL {
  const url = parse(given);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new UnderlagError("source/bad-url", `Cannot fetch "${given}" by ${url.protocol.slice(0, -1)}`, {
      url: given,
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new UnderlagError("source/bad-url", `Cannot fetch from "${url.host}" with a name in the address`, {
      host: url.host,
    });
  }
  checkHost(hostOf(url), portOf(url), policy);
  url.hash = "";
  return url;
}

function parse(given: string): URL {
  try {
    return new URL(given);
  } catch (cause) {
    throw new UnderlagError("source/bad-url", `Cannot read "${given}" as a web address`, { url: given }, cause);
  }
}

export function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}

/** The host without brackets and without the dot that may end a name. */
export function hostOf(url: URL): string {
  return bareHost(url.hostname);
}

function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/gu, "")
    .replace(/\.$/u, "")
    .toLowerCase();
}

/** A literal address is judged here, since no lookup is made for one; a name by its port and by what it always means. */
export function checkHost(host: string, port: number, policy: AddressPolicy): void {
  if (isIP(host) !== 0 && isExempt(host, port, policy)) return;
  checkPort(host, port, policy);
  if (policy.allowPrivateNetwork) return;
  if (isIP(host) !== 0 ? isPrivateAddress(host) : isLocalName(host)) throw forbidden(host, host);
}

function checkPort(host: string, port: number, policy: AddressPolicy): void {
  const known = policy.allowedPorts.includes(port);
  const exempt = policy.allowedEndpoints.some((endpoint) => endpoint.endsWith(`:${port}`));
  if (known || exempt || (policy.allowPrivateNetwork && !BAD_PORTS.has(port))) return;
  throw new UnderlagError("source/forbidden-port", `Cannot fetch from port ${port} of "${host}"`, { host, port });
}

function isLocalName(host: string): boolean {
  return host === "" || LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
}

function isExempt(address: string, port: number, policy: AddressPolicy): boolean {
  return policy.allowedEndpoints.includes(`${address}:${port}`);
}

/** Every address of a name, each one checked. One private answer among public ones refuses them all: it is an attack or a mistake. */
export async function resolveChecked(host: string, port: number, policy: AddressPolicy): Promise<ResolvedAddress[]> {
  const answers = await resolve(host, policy.resolver);
  const found = answers.filter((answer) => isIP(answer.address) !== 0);
  if (found.length === 0) {
    throw new UnderlagError("source/unresolved", `Cannot find an address for "${host}"`, { host });
  }
  for (const { address } of answers) checkAddress(host, address, port, policy);
  return found.map(({ address }) => ({ address, family: isIP(address) }));
}

async function resolve(host: string, resolver: Resolver): Promise<readonly ResolvedAddress[]> {
  try {
    return await resolver(host);
  } catch (cause) {
    if (cause instanceof UnderlagError) throw cause;
    const why = (cause as NodeJS.ErrnoException).code ?? "no answer";
    throw new UnderlagError("source/unresolved", `Cannot find an address for "${host}": ${why}`, { host }, cause);
  }
}

export function checkAddress(host: string, address: string, port: number, policy: AddressPolicy): void {
  if (policy.allowPrivateNetwork || isExempt(address, port, policy) || !isPrivateAddress(address)) return;
  throw forbidden(host, address);
}

function forbidden(host: string, address: string): UnderlagError {
  const where = host === address ? `"${host}"` : `"${host}" at ${address}`;
  return new UnderlagError("source/forbidden-address", `Cannot fetch from ${where}: not a public address`, {
    host,
    address,
  });
}

/** The lookup of a socket: it connects to the addresses that were checked and to no others, so a second answer changes nothing. */
export function guardedLookup(port: number, policy: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    resolveChecked(bareHost(hostname), port, policy).then(
      (found) => {
        const family = options.family === 4 || options.family === "IPv4" ? 4 : options.family === 6 ? 6 : 0;
        const fitting = family === 0 ? found : found.filter((answer) => answer.family === family);
        if (options.all) callback(null, fitting);
        else callback(null, fitting[0]?.address ?? "", fitting[0]?.family);
      },
      (failure: Error) => callback(failure, "", 0),
    );
  };
}
