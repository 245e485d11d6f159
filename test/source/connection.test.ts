/** Certificates, HTTP/2 and proxies, each on loopback under a made-up name. */
import { createServer as createHttpServer, request as httpRequest, type Server } from "node:http";
import { createSecureServer } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { SecureVersion } from "node:tls";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DEFAULT_ADDRESS_POLICY } from "../../src/source/address-guard.js";
import { Fetcher } from "../../src/source/fetch.js";
import { type Certificates, hasOpenssl, makeCertificates } from "./certificates.js";
import { page, settingsFor, startServer } from "./scripted-server.js";

let certificates: Certificates | undefined;
const file = (name: string): string => certificates!.file(name);
beforeAll(() => {
  if (hasOpenssl) certificates = makeCertificates();
});
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => certificates?.remove());

type Listening = Pick<Server, "listen" | "close" | "address">;
function listen(server: Listening): Promise<number> {
  closing.push(() => server.close());
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));
}

/** Every name is this machine, as if the name service said so and it were allowed. */
function fetcherFor(port: number, more: Parameters<typeof settingsFor>[1] = {}): Fetcher {
  const addresses = {
    ...DEFAULT_ADDRESS_POLICY,
    allowedEndpoints: [`127.0.0.1:${port}`],
    resolver: async () => [{ address: "127.0.0.1", family: 4 }],
  };
  const fetcher = new Fetcher(
    settingsFor([], {
      addresses,
      trustedCertificates: hasOpenssl ? [file("ca.crt")] : [],
      limits: { connectMs: 2_000, firstByteMs: 3_000 },
      ...more,
    }),
  );
  closing.unshift(() => fetcher.close());
  return fetcher;
}
const outcomeOf = async (fetcher: Fetcher, url: string): Promise<string> => {
  const got = await fetcher.fetch(url);
  return got.outcome === "failed" ? `${got.failure.code} ${got.failure.facts.reason ?? ""}`.trim() : got.outcome;
};

const TLS: readonly (readonly [name: string, certificate: string, want: RegExp, versions?: SecureVersion])[] = [
  ["a good certificate", "good", /^body$/u],
  ["an expired one", "expired", /^source\/tls CERT_HAS_EXPIRED$/u],
  ["one for another name", "other", /^source\/tls ERR_TLS_CERT_ALTNAME_INVALID$/u],
  ["one that signed itself", "self", /^source\/tls DEPTH_ZERO_SELF_SIGNED_CERT$/u],
  ["TLS 1.1", "good", /^source\/tls ERR_SSL/u, "TLSv1.1"],
];
for (const [name, certificate, want, version] of TLS) {
  test.skipIf(!hasOpenssl)(`fetch() answers ${name} with ${want.source}`, async () => {
    const limits =
      version === undefined ? {} : { minVersion: version, maxVersion: version, ciphers: "ALL:@SECLEVEL=0" };
    const server = createHttpsServer(
      { key: file(`${certificate}.key`), cert: file(`${certificate}.crt`), ...limits },
      (_request, response) => response.end(page("x")),
    );
    const port = await listen(server);
    closing.unshift(() => server.closeAllConnections());
    expect(await outcomeOf(fetcherFor(port), `https://supplier.example:${port}/`)).toMatch(want);
  });
}

test.skipIf(!hasOpenssl)("fetch() refuses a certificate whose authority it does not know", async () => {
  const server = createHttpsServer({ key: file("good.key"), cert: file("good.crt") }, (_request, response) =>
    response.end("x"),
  );
  const port = await listen(server);
  expect(await outcomeOf(fetcherFor(port, { trustedCertificates: [] }), `https://supplier.example:${port}/`)).toMatch(
    /^source\/tls UNABLE_TO/u,
  );
});

for (const [name, act, want] of [
  ["whole", "end", "body"],
  ["reset half way", "reset", "source/truncated"],
  ["cut half way", "cut", "source/truncated"],
  ["shorter than announced", "short", "source/truncated"],
] as const) {
  test.skipIf(!hasOpenssl)(`fetch() speaks HTTP/2: an answer that is ${name} is ${want}`, async () => {
    let version = "";
    const server = createSecureServer({ key: file("good.key"), cert: file("good.crt") });
    const sessions = new Set<{ destroy(): void }>();
    const sockets = new Set<{ destroy(): void }>();
    const cutAll = (): void => {
      for (const socket of sockets) socket.destroy();
    };
    server.on("session", (session) => sessions.add(session));
    server.on("secureConnection", (socket) => sockets.add(socket));
    server.on("stream", (stream) => {
      version = "2";
      stream.on("error", () => {});
      stream.respond({
        ":status": 200,
        "content-type": "text/html",
        ...(act === "short" ? { "content-length": "100" } : {}),
      });
      if (act === "reset") stream.write("<html>", () => stream.destroy(new Error("reset")));
      else if (act === "cut") stream.write("<html>", () => cutAll());
      else stream.end(page("x").slice(0, 50));
    });
    const port = await listen(server as unknown as Listening);
    closing.unshift(() => {
      for (const session of sessions) session.destroy();
    });
    expect((await outcomeOf(fetcherFor(port), `https://supplier.example:${port}/`)).split(" ")[0]).toBe(want);
    expect(version).toBe("2");
  });
}

test("fetch() refuses to go from https to http", async () => {
  const fetcher = fetcherFor(1);
  const { follow } = await import("../../src/source/redirects.js");
  const journey = {
    url: new URL("https://supplier.example/"),
    hops: [],
    bytesOnWire: 0,
    answer: null,
    sentValidators: false,
  };
  const step = async () => ({
    status: 302,
    headers: { location: "http://supplier.example/" },
    bytes: null,
    wireBytes: 0,
  });
  const going = follow(journey, step, { validators: null, authorization: null }, settingsFor([]));
  await expect(going).rejects.toMatchObject({ code: "source/insecure-redirect" });
  await fetcher.close();
});

interface Proxy {
  readonly port: number;
  readonly heard: string[];
}
async function startProxy(needsPassword = false): Promise<Proxy> {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const proxy = createHttpServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    if (needsPassword && request.headers["proxy-authorization"] === undefined)
      return void response.writeHead(407).end();
    const target = new URL(request.url!);
    const onward = httpRequest(
      { host: "127.0.0.1", port: target.port, path: target.pathname, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    onward.end();
  });
  proxy.on("connect", (request, socket: Socket) => {
    heard.push(`CONNECT ${request.url}`);
    if (needsPassword) return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const onward = connect(Number(request.url!.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    open.add(onward).add(socket);
    onward.on("error", () => {});
    socket.on("error", () => {});
  });
  const port = await listen(proxy);
  closing.unshift(() => {
    for (const socket of open) socket.destroy();
    proxy.closeAllConnections();
  });
  return { port, heard };
}

test("fetch() asks through the proxy that is configured, and not where NO_PROXY says", async () => {
  const server = await startServer({ "/list": (_request, response) => response.end(page("x")) });
  closing.push(() => server.close());
  const { port, heard } = await startProxy();
  const proxy = { forHttp: `http://127.0.0.1:${port}`, forHttps: null, except: ["direct.example"] };
  const fetcher = fetcherFor(server.port, { proxy });
  expect(await outcomeOf(fetcher, `http://supplier.example:${server.port}/list`)).toBe("body");
  expect(await outcomeOf(fetcher, `http://direct.example:${server.port}/list`)).toBe("body");
  expect(heard).toEqual([`GET http://supplier.example:${server.port}/list`]);
});

test.skipIf(!hasOpenssl)("fetch() tunnels https through the proxy", async () => {
  const server = createHttpsServer({ key: file("good.key"), cert: file("good.crt") }, (_request, response) =>
    response.end(page("x")),
  );
  const target = await listen(server);
  closing.unshift(() => server.closeAllConnections());
  const { port, heard } = await startProxy();
  const fetcher = fetcherFor(target, { proxy: { forHttp: null, forHttps: `http://127.0.0.1:${port}`, except: [] } });
  expect(await outcomeOf(fetcher, `https://supplier.example:${target}/`)).toBe("body");
  expect(heard).toEqual([`CONNECT supplier.example:${target}`]);
});

test("fetch() refuses private targets before the proxy hears of them", async () => {
  const { port, heard } = await startProxy();
  const proxy = { forHttp: `http://127.0.0.1:${port}`, forHttps: `http://127.0.0.1:${port}`, except: [] };
  const fetcher = fetcherFor(1, { proxy });
  for (const url of [
    "http://127.0.0.1/",
    "http://supplier.example/",
    "https://supplier.example/",
    "http://[::1]/",
    "http://printer.local/",
  ]) {
    expect([url, await outcomeOf(fetcher, url)]).toEqual([url, "source/forbidden-address"]);
  }
  expect(heard).toEqual([]);
});

test("fetch() says when the proxy wants a password, and never shows one", async () => {
  const { port } = await startProxy(true);
  const secret = `http://user:hemmelig@127.0.0.1:${port}`;
  const fetcher = fetcherFor(443, { proxy: { forHttp: secret, forHttps: secret, except: [] } });
  const got = await fetcher.fetch(`https://supplier.example/`);
  expect(got.outcome === "failed" && got.failure.code).toBe("source/proxy");
  expect(JSON.stringify(got)).not.toContain("hemmelig");
});
