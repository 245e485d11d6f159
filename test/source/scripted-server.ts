/**
 * A loopback server whose every answer is written by the test, with a count of what was asked.
 *
 * Shape   A script answers one path; the raw ones get the socket and may write anything, or nothing.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import {
  DEFAULT_FETCH_SETTINGS,
  type FetchLimits,
  type FetchSettings,
  type Manners,
} from "../../src/source/fetch-settings.js";

export type Script = (request: IncomingMessage, response: ServerResponse) => void;

export interface ScriptedServer {
  readonly origin: string;
  readonly endpoint: string;
  readonly port: number;
  /** Paths in the order they were asked, robots.txt aside. */
  readonly asked: string[];
  on(path: string, script: Script): void;
  close(): Promise<void>;
}

export async function startServer(scripts: Readonly<Record<string, Script>> = {}): Promise<ScriptedServer> {
  const known = new Map(Object.entries(scripts));
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? "/";
    if (path !== "/robots.txt") asked.push(path);
    const script = known.get(path) ?? known.get(path.split("?")[0]!);
    if (script) script(request, response);
    else response.writeHead(404).end();
  };
  const server = createServer(listener);
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    endpoint: `127.0.0.1:${port}`,
    port,
    asked,
    on: (path, script) => known.set(path, script),
    close: () => shut(server, () => server.closeAllConnections()),
  };
}

/** Answers every connection with whatever the callback does to its socket, once a request's headers have come. */
export async function startRawServer(
  answer: (socket: Socket, count: number) => void,
): Promise<{ origin: string; endpoint: string; close(): Promise<void> }> {
  const open = new Set<Socket>();
  let count = 0;
  const server = createTcpServer((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
    socket.once("data", () => answer(socket, count++));
  });
  const port = await listen(server);
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return { origin: `http://127.0.0.1:${port}`, endpoint: `127.0.0.1:${port}`, close: () => shut(server, cut) };
}

/** Settings for a test's own servers: only those endpoints are let through the guard, and no pauses. */
export function settingsFor(
  endpoints: readonly string[],
  changes: { limits?: Partial<FetchLimits>; manners?: Partial<Manners> } & Partial<
    Pick<FetchSettings, "addresses" | "proxy" | "trustedCertificates">
  > = {},
): FetchSettings {
  const base = DEFAULT_FETCH_SETTINGS;
  return {
    ...base,
    ...changes,
    addresses: changes.addresses ?? { ...base.addresses, allowedEndpoints: endpoints },
    limits: { ...base.limits, ...changes.limits },
    manners: { ...base.manners, obeyRobots: false, pauseMs: 0, firstRetryMs: 5, maxAttempts: 1, ...changes.manners },
  };
}

export const page = (words: string): string =>
  `<!doctype html><html lang="en"><title>Sub-processors</title><body><h1>Sub-processors</h1><p>${words}</p></body></html>`;

function listen(server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
}): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function shut(server: { close(done: () => void): unknown }, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    cut();
  });
}
