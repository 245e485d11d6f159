import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type AddressPolicy,
  checkUrl,
  DEFAULT_ADDRESS_POLICY,
  resolveChecked,
} from "../../src/source/address-guard.js";
import { isPrivateAddress } from "../../src/source/address-ranges.js";
import { Fetcher } from "../../src/source/fetch.js";
import { FORBIDDEN_HOSTS, forbiddenUrls, MIXED_ANSWERS } from "./forbidden-addresses.js";
import { type ScriptedServer, settingsFor, startServer } from "./scripted-server.js";

const REFUSED = ["source/forbidden-address", "source/bad-url"];
let canary: ScriptedServer;
let server: ScriptedServer;
beforeAll(async () => {
  canary = await startServer();
  server = await startServer();
});
afterAll(async () => {
  expect(canary.asked).toEqual([]);
  await canary.close();
  await server.close();
});

/** Any port is open, so that only the address can be what is refused. */
const policy = (answers: readonly string[] = []): AddressPolicy => ({
  ...DEFAULT_ADDRESS_POLICY,
  allowedPorts: [80, 443, canary.port, server.port],
  allowedEndpoints: [server.endpoint],
  resolver: async () => answers.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
});

test("checkUrl() knows a hundred forbidden addresses", () => {
  expect(new Set(FORBIDDEN_HOSTS).size).toBeGreaterThanOrEqual(100);
});

test("fetch() refuses every forbidden address as a start", async () => {
  const fetcher = new Fetcher(settingsFor([], { addresses: policy(["93.184.215.14"]) }));
  for (const url of forbiddenUrls(canary.port)) {
    const got = await fetcher.fetch(url);
    expect([url, got.outcome === "failed" && REFUSED.includes(got.failure.code)]).toEqual([url, true]);
  }
  await fetcher.close();
});

test("fetch() refuses every forbidden address as the target of a redirect", async () => {
  let target = "";
  server.on("/go", (_request, response) =>
    response.writeHead(302, { location: Buffer.from(target).toString("latin1") }).end(),
  );
  const fetcher = new Fetcher(settingsFor([], { addresses: policy(["93.184.215.14"]) }));
  for (target of forbiddenUrls(canary.port)) {
    const got = await fetcher.fetch(`${server.origin}/go`);
    expect([target, got.outcome === "failed" && REFUSED.includes(got.failure.code)]).toEqual([target, true]);
  }
  await fetcher.close();
});

for (const answers of MIXED_ANSWERS) {
  test(`fetch() refuses a name that resolves to ${answers.join(" and ")}`, async () => {
    const fetcher = new Fetcher(settingsFor([], { addresses: policy(answers) }));
    const got = await fetcher.fetch(`http://supplier.example:${canary.port}/list`);
    expect(got.outcome === "failed" && got.failure.code).toBe("source/forbidden-address");
    await fetcher.close();
  });
}

test("fetch() is not led to a private address by answers that change", async () => {
  let asked = 0;
  const settings = settingsFor([], {
    addresses: {
      ...policy(),
      // Public answers come from a range where nothing listens on this machine: those connections fail on their own.
      resolver: async () => [{ address: asked++ % 2 === 0 ? "127.0.0.1" : "::1", family: 0 }],
    },
  });
  const fetcher = new Fetcher(settings);
  for (let turn = 0; turn < 1_000; turn++) {
    const got = await fetcher.fetch(`http://supplier.example:${canary.port}/${turn}`);
    expect(got.outcome === "failed" && got.failure.code).toBe("source/forbidden-address");
  }
  await fetcher.close();
});

test("resolveChecked() judges each answer anew and hands out no other address than it judged", async () => {
  const rows = ["93.184.215.14", "127.0.0.1"];
  let turn = 0;
  const resolver = async () => [{ address: rows[turn++ % 2]!, family: 4 }];
  const outcomes = { public: 0, refused: 0 };
  for (let n = 0; n < 1_000; n++) {
    await resolveChecked("supplier.example", 80, { ...DEFAULT_ADDRESS_POLICY, resolver }).then(
      (found) => {
        expect(found).toEqual([{ address: "93.184.215.14", family: 4 }]);
        outcomes.public++;
      },
      () => outcomes.refused++,
    );
  }
  expect(outcomes).toEqual({ public: 500, refused: 500 });
});

const SCHEMES = [
  "file:///etc/passwd",
  "ftp://supplier.example/",
  "gopher://supplier.example/",
  "data:text/html,x",
  "javascript:alert(1)",
  "smb://supplier.example/share",
  "\\\\supplier\\share",
  "jar:http://supplier.example!/x",
  "ws://supplier.example/",
  "about:blank",
  "blob:https://supplier.example/1",
  "ldap://supplier.example/",
  "dict://supplier.example/",
  "ssh://supplier.example/",
  "view-source:http://a.example",
  "C:\\lists\\a.html",
  "",
  " ",
  "//supplier.example/",
  "supplier.example",
];
const PORTS = [0, 1, 21, 22, 23, 25, 110, 143, 3306, 5432, 6379, 8080, 8443, 11211];
for (const url of [...SCHEMES, ...PORTS.map((port) => `http://supplier.example:${port}/`)]) {
  test(`checkUrl() refuses "${url}"`, () => {
    expect(() => checkUrl(url, DEFAULT_ADDRESS_POLICY)).toThrow(/^Cannot/u);
  });
}

const ALLOWED = [
  "https://supplier.example/",
  "http://supplier.example/list?a=1",
  "https://supplier.example:443/",
  "http://93.184.215.14/",
  "https://underdatabehandlere.eksempel.dk/æøå",
  "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
];
for (const url of ALLOWED) {
  test(`checkUrl() lets "${url}" pass`, () => {
    expect(checkUrl(url, DEFAULT_ADDRESS_POLICY).protocol).toMatch(/^https?:$/u);
  });
}

test("checkUrl() lets a private network be asked where that is wished, and still no bad port", () => {
  const open = { ...DEFAULT_ADDRESS_POLICY, allowPrivateNetwork: true };
  expect(checkUrl("http://10.0.0.7:8080/", open).port).toBe("8080");
  expect(() => checkUrl("http://10.0.0.7:22/", open)).toThrow(/port 22/u);
});

test("isPrivateAddress() leaves public addresses alone", () => {
  for (const address of [
    "93.184.215.14",
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2a00:1450:400f::1",
    "2606:4700::1111",
  ]) {
    expect([address, isPrivateAddress(address)]).toEqual([address, false]);
  }
});
