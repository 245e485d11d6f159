/**
 * How a connection is opened: through the address guard, with HTTP/2 where the server offers it, or through a proxy.
 *
 * Shape   One client for each host that was asked lately, and one agent for each proxy. The connect function is where literal
 *         addresses are caught, since no lookup is made for those, and where the socket's other end is looked at once more.
 */
import type { Socket } from "node:net";
import { rootCertificates } from "node:tls";
import { buildConnector, Client, type Dispatcher, Pool, ProxyAgent } from "undici";
import { UnderlagError } from "../errors.js";
import { checkAddress, checkHost, guardedLookup, hostOf, portOf, resolveChecked } from "./address-guard.js";
import type { FetchSettings } from "./fetch-settings.js";
import { proxyFor } from "./proxy.js";

export interface Route {
  readonly dispatcher: Dispatcher;
  readonly proxied: boolean;
}

/**
 * Hosts whose connections are kept open, for each that is asked at once: those that are asked now, and as many that a page may
 * lead back to. A night goes over ten thousand hosts and comes back to few of them soon.
 */
const OPEN_HOSTS = 2;

export class Routes {
  readonly #settings: FetchSettings;
  readonly #options: Pool.Options;
  /** By origin, the one asked last at the end. */
  readonly #hosts = new Map<string, Dispatcher>();
  readonly #proxies = new Map<string, ProxyAgent>();
  /** What went wrong on a connection, by origin: undici takes some bodies for whole whose connection was reset. */
  readonly brokenConnections = new Map<string, Error>();

  /** A page at a time needs one connection to a host; a browser that shows a page asks for its parts side by side. */
  constructor(settings: FetchSettings, connections = 1) {
    this.#settings = settings;
    const connect = guardedConnector(settings, (origin, error) => this.brokenConnections.set(origin, error));
    this.#options = { ...agentOptions(settings), connections, connect };
  }

  /** Behind a proxy the name is resolved here as well, so that a private target is refused before the proxy hears of it. */
  async to(url: URL): Promise<Route> {
    const proxy = proxyFor(url, this.#settings.proxy);
    if (proxy === null) return { dispatcher: this.#direct(url.origin), proxied: false };
    await checkProxiedName(url, this.#settings);
    return { dispatcher: this.#proxyAgent(proxy), proxied: true };
  }

  #direct(origin: string): Dispatcher {
    const one = this.#options.connections === 1;
    const host = this.#hosts.get(origin) ?? (one ? new Client(origin, this.#options) : new Pool(origin, this.#options));
    this.#hosts.delete(origin);
    this.#hosts.set(origin, host);
    if (this.#hosts.size > OPEN_HOSTS * this.#settings.manners.concurrency)
      this.#letGo(this.#hosts.keys().next().value!);
    return host;
  }

  /** What it is still at is done first. */
  #letGo(origin: string): void {
    void this.#hosts.get(origin)!.close();
    this.#hosts.delete(origin);
  }

  #proxyAgent(uri: string): ProxyAgent {
    const known = this.#proxies.get(uri);
    if (known) return known;
    const agent = new ProxyAgent({
      ...agentOptions(this.#settings),
      uri,
      proxyTunnel: false,
      requestTls: { ...trust(this.#settings), timeout: this.#settings.limits.connectMs },
      proxyTls: { timeout: this.#settings.limits.connectMs },
    });
    this.#proxies.set(uri, agent);
    return agent;
  }

  /** Open connections are cut, not waited for. */
  async close(): Promise<void> {
    await Promise.all([...this.#hosts.values(), ...this.#proxies.values()].map((each) => each.destroy()));
  }
}

/** A name that only the proxy can resolve is left to the proxy; one that resolves here must be public. */
async function checkProxiedName(url: URL, settings: FetchSettings): Promise<void> {
  try {
    await resolveChecked(hostOf(url), portOf(url), settings.addresses);
  } catch (failure) {
    const unknown = failure instanceof UnderlagError && failure.code === "source/unresolved";
    if (!unknown || !hostOf(url).includes(".")) throw failure;
  }
}

function agentOptions(settings: FetchSettings): Pool.Options {
  return {
    allowH2: true,
    maxHeaderSize: settings.limits.maxHeaderBytes,
    // The exchange keeps its own time, to the millisecond and with a floor on speed.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    pipelining: 1,
  };
}

function trust(settings: FetchSettings): { ca?: string[] } {
  const { trustedCertificates } = settings;
  return trustedCertificates.length === 0 ? {} : { ca: [...rootCertificates, ...trustedCertificates] };
}

/** A connect function for undici that opens sockets to checked addresses only. */
export function guardedConnector(
  settings: FetchSettings,
  onBroken: (origin: string, error: Error) => void = () => {},
): buildConnector.connector {
  const { addresses, limits } = settings;
  const connectors = new Map<number, buildConnector.connector>();
  const connectorFor = (port: number): buildConnector.connector => {
    const known = connectors.get(port);
    if (known) return known;
    const made = buildConnector({
      allowH2: true,
      timeout: limits.connectMs,
      autoSelectFamily: true,
      lookup: guardedLookup(port, addresses),
      ...trust(settings),
    });
    connectors.set(port, made);
    return made;
  };
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/gu, "").replace(/\.$/u, "");
    const port = Number(options.port) || (options.protocol === "https:" ? 443 : 80);
    try {
      checkHost(host, port, addresses);
    } catch (refusal) {
      callback(refusal as Error, null);
      return;
    }
    const socket = connectorFor(port)(options, callback) as unknown as Socket | undefined;
    socket?.once("connect", () => recheck(socket, host, port, settings));
    socket?.on("error", (error) => onBroken(`${options.protocol}//${options.host}`, error));
  };
}

/** The lookup already refused; this is the second lock, on the address the socket really has. */
function recheck(socket: Socket, host: string, port: number, settings: FetchSettings): void {
  try {
    checkAddress(host, (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/u, ""), port, settings.addresses);
  } catch (refusal) {
    socket.destroy(refusal as Error);
  }
}
