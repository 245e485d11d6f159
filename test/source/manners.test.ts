/** Who is asked when: one at a time and with a pause, after Retry-After, and not where robots.txt says no. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { UnderlagError } from "../../src/errors.js";
import { Fetcher } from "../../src/source/fetch.js";
import { DEFAULT_MANNERS, userAgentOf } from "../../src/source/fetch-settings.js";
import { proxyFor, proxyFromEnvironment } from "../../src/source/proxy.js";
import { planRetry, readRetryAfter } from "../../src/source/retry.js";
import { page, type Script, type ScriptedServer, settingsFor, startServer } from "./scripted-server.js";

let server: ScriptedServer;
const fetchers: Fetcher[] = [];
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  await Promise.all(fetchers.splice(0).map((fetcher) => fetcher.close()));
  await server.close();
});
const fetcherWith = (manners: Parameters<typeof settingsFor>[1] = {}): Fetcher => {
  const fetcher = new Fetcher(settingsFor([server.endpoint], manners));
  fetchers.push(fetcher);
  return fetcher;
};
const text =
  (words: string): Script =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": "text/plain" }).end(words);

test("fetch() asks one host for one page at a time, with a pause between", async () => {
  let open = 0;
  let most = 0;
  const started: number[] = [];
  for (let n = 0; n < 6; n++) {
    server.on(`/p${n}`, (_request, response) => {
      started.push(Date.now());
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end(page("x"));
      }, 10);
    });
  }
  const fetcher = fetcherWith({ manners: { pauseMs: 40, loopbackPauseMs: 40 } });
  await Promise.all([0, 1, 2, 3, 4, 5].map((n) => fetcher.fetch(`${server.origin}/p${n}`)));
  const gaps = started.slice(1).map((at, place) => at - started[place]!);
  expect([most, gaps.every((gap) => gap >= 45)]).toEqual([1, true]);
});

test("fetch() asks nothing of a host that said Retry-After, neither the page nor another", async () => {
  let held = 0;
  let early = 0;
  server.on("/busy", (_request, response) => {
    if (Date.now() < held) early++;
    if (held === 0) {
      held = Date.now() + 990;
      response.writeHead(429, { "retry-after": "1" }).end();
    } else response.end(page("x"));
  });
  server.on("/other", (_request, response) => {
    if (Date.now() < held) early++;
    response.end(page("y"));
  });
  const fetcher = fetcherWith({ manners: { maxAttempts: 2 } });
  const [busy] = await Promise.all([fetcher.fetch(`${server.origin}/busy`), fetcher.fetch(`${server.origin}/other`)]);
  expect([busy.outcome, busy.record.attempts, early]).toEqual(["body", 2, 0]);
});

const ROBOTS: readonly (readonly [name: string, script: Script, path: string, want: string])[] = [
  ["an absent one", (_request, response) => void response.writeHead(404).end(), "/list", "body"],
  ["one that forbids all", text("User-agent: *\nDisallow: /"), "/list", "source/robots"],
  [
    "one that forbids us",
    text("User-agent: underlag\nDisallow: /list\n\nUser-agent: *\nAllow: /"),
    "/list",
    "source/robots",
  ],
  ["one that forbids others", text("User-agent: otherbot\nDisallow: /"), "/list", "body"],
  ["one that allows this page", text("User-agent: *\nDisallow: /\nAllow: /list$"), "/list", "body"],
  [
    "one that cannot be read",
    (_request, response) => void response.writeHead(503).end(),
    "/list",
    "source/robots-unreadable",
  ],
  [
    "one behind a redirect",
    (_request, response) => void response.writeHead(301, { location: "/r.txt" }).end(),
    "/list",
    "source/robots",
  ],
];
for (const [name, script, path, want] of ROBOTS) {
  test(`fetch() heeds robots.txt: ${name}`, async () => {
    server.on("/robots.txt", script);
    server.on("/r.txt", text("User-agent: *\nDisallow: /"));
    server.on("/list", (_request, response) => response.end(page("x")));
    const fetcher = fetcherWith({ manners: { obeyRobots: true } });
    const got = await fetcher.fetch(server.origin + path);
    expect(got.outcome === "failed" ? got.failure.code : got.outcome).toBe(want);
    if (want !== "body") expect(server.asked.filter((asked) => asked === "/list")).toEqual([]);
  });
}

test("fetch() slows down where robots.txt asks for it", async () => {
  const at: number[] = [];
  server.on("/robots.txt", text("User-agent: *\nCrawl-delay: 0.1"));
  server.on("/a", (_request, response) => {
    at.push(Date.now());
    response.end(page("x"));
  });
  const fetcher = fetcherWith({ manners: { obeyRobots: true } });
  for (let n = 0; n < 3; n++) await fetcher.fetch(`${server.origin}/a`);
  expect(at[2]! - at[1]!).toBeGreaterThanOrEqual(98);
});

test("fetch() sends authorization to the origin it was given for and nowhere else", async () => {
  const other = await startServer({
    "/end": (request, response) => void response.end(String(request.headers.authorization)),
  });
  server.on("/start", (_request, response) => void response.writeHead(302, { location: `${other.origin}/end` }).end());
  const fetcher = new Fetcher(settingsFor([server.endpoint, other.endpoint]));
  fetchers.push(fetcher);
  const got = await fetcher.fetch(`${server.origin}/start`, { authorization: "Bearer secret" });
  expect(got.outcome === "body" && Buffer.from(got.snapshot.bytes).toString()).toBe("undefined");
  await other.close();
});

test("fetch() sends validators only to the address that they were said of", async () => {
  const seen: string[] = [];
  server.on("/old", (_request, response) => void response.writeHead(302, { location: "/new" }).end());
  server.on("/new", (request, response) => {
    seen.push(String(request.headers["if-none-match"]));
    response.writeHead(200, { etag: '"n"' }).end(page("x"));
  });
  const fetcher = fetcherWith();
  const validators = { url: `${server.origin}/old`, etag: '"o"', lastModified: null, bodyHash: "sha256:0" };
  const first = await fetcher.fetch(`${server.origin}/old`, { validators });
  await fetcher.fetch(`${server.origin}/old`, { validators: first.record.validators });
  expect(seen).toEqual(["undefined", '"n"']);
});

const failure = (code: ConstructorParameters<typeof UnderlagError>[0]): UnderlagError =>
  new UnderlagError(code, "Cannot");
const RETRIES = [
  {
    name: "asks again after a reset",
    code: "source/truncated",
    attempt: 1,
    after: null,
    want: { kind: "again", waitMs: 1_000 },
  },
  {
    name: "waits longer the second time",
    code: "source/server-error",
    attempt: 2,
    after: null,
    want: { kind: "again", waitMs: 2_000 },
  },
  {
    name: "gives up after three attempts",
    code: "source/server-error",
    attempt: 3,
    after: null,
    want: { kind: "give-up" },
  },
  {
    name: "waits as long as it is told",
    code: "source/rate-limited",
    attempt: 1,
    after: 120_000,
    want: { kind: "again", waitMs: 120_000 },
  },
  {
    name: "postpones what asks for hours",
    code: "source/rate-limited",
    attempt: 1,
    after: 7_200_000,
    want: { kind: "postpone", waitMs: 7_200_000 },
  },
  {
    name: "does not ask again what is not there",
    code: "source/not-found",
    attempt: 1,
    after: null,
    want: { kind: "give-up" },
  },
  {
    name: "does not ask again what is refused",
    code: "source/forbidden-address",
    attempt: 1,
    after: null,
    want: { kind: "give-up" },
  },
] as const;
for (const { name, code, attempt, after, want } of RETRIES) {
  test(`planRetry() ${name}`, () => {
    expect(planRetry(failure(code), attempt, after, DEFAULT_MANNERS, () => 0)).toEqual(want);
  });
}

const NOW = Date.parse("2026-11-22T00:00:00Z");
for (const [header, want] of [
  ["120", 120_000],
  ["Sun, 22 Nov 2026 00:01:00 GMT", 60_000],
  ["Sat, 21 Nov 2026 00:00:00 GMT", 0],
  ["soon", null],
  ["-5", null],
  [undefined, null],
] as const) {
  test(`readRetryAfter() reads "${header}" as ${want}`, () => {
    expect(readRetryAfter(header, NOW)).toBe(want);
  });
}

test("userAgentOf() names the contact and lets no line break through", () => {
  expect(userAgentOf("1.2.3", "privacy@eksempel.dk\r\nX-Evil: 1")).toBe(
    "underlag/1.2.3 (+privacy@eksempel.dkX-Evil: 1)",
  );
  expect(userAgentOf("1.2.3", null)).toBe("underlag/1.2.3");
});

const PROXY = {
  HTTPS_PROXY: "http://proxy.example:3128",
  HTTP_PROXY: "proxy.example:3129",
  NO_PROXY: "intern.dk,.eksempel.dk, 10.0.0.1:8080",
};
for (const [url, want] of [
  ["https://a.example/", "http://proxy.example:3128/"],
  ["http://a.example/", "http://proxy.example:3129/"],
  ["https://intern.dk/", null],
  ["https://a.intern.dk/", null],
  ["https://x.eksempel.dk/", null],
  ["https://andetintern.dk/", "http://proxy.example:3128/"],
  ["http://10.0.0.1:8080/", null],
  ["http://10.0.0.1/", "http://proxy.example:3129/"],
] as const) {
  test(`proxyFor() asks ${want ?? "the host itself"} for ${url}`, () => {
    expect(proxyFor(new URL(url), proxyFromEnvironment(PROXY))).toBe(want);
  });
}

test("proxyFromEnvironment() refuses nonsense without showing it", () => {
  expect(proxyFromEnvironment({})).toBeNull();
  expect(() => proxyFromEnvironment({ HTTPS_PROXY: "socks5://user:secret@x" })).toThrow(
    /^Cannot use the value of HTTPS_PROXY as a proxy$/u,
  );
});
