import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { atomFeed } from "../../../src/views/notify/atom.js";
import { markdownDigest } from "../../../src/views/notify/digest.js";
import { changeTitle, type ToldChange } from "../../../src/views/notify/told-change.js";
import { postChanges, signatureOf } from "../../../src/views/notify/webhook.js";

const change = (more: Partial<ToldChange> = {}): ToldChange => ({
  id: 7,
  at: "2026-11-22T02:00:00Z",
  supplier: "Eksempel A/S",
  source: "https://eksempel.dk/liste",
  kind: "added",
  name: "Prøve Mail Inc.",
  field: null,
  before: null,
  after: "Prøve Mail Inc.",
  severity: "high",
  reason: "New entity outside the EEA",
  quote_before: null,
  quote_after: "Prøve Mail Inc., USA",
  ...more,
});

let server: Server;
let answers: number[] = [];
const got: { headers: IncomingMessage["headers"]; body: string }[] = [];
beforeEach(async () => {
  answers = [];
  got.length = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(() => new Promise((done) => server.close(done)));
const hook = (secret: string | null = "hemmelig") => ({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/s3cret`,
  secret,
  userAgent: "underlag/1",
  waitMs: 1,
});

test("postChanges() signs the time and the body", async () => {
  await postChanges([change()], hook());
  const { headers, body } = got[0]!;
  expect(headers["x-underlag-signature"]).toBe(signatureOf(body, String(headers["x-underlag-timestamp"]), "hemmelig"));
  expect(headers["x-underlag-signature"]).not.toBe(
    signatureOf(`${body} `, String(headers["x-underlag-timestamp"]), "hemmelig"),
  );
  expect(JSON.parse(body)).toMatchObject({
    type: "underlag.changes",
    count: 1,
    changes: [{ name: "Prøve Mail Inc." }],
  });
});

test("postChanges() sends no signature without a secret", async () => {
  await postChanges([change()], hook(null));
  expect(got[0]!.headers["x-underlag-signature"]).toBeUndefined();
});

for (const { name, given, posts, fails } of [
  { name: "tries again after a fault of the receiver", given: [500, 429, 200], posts: 3, fails: false },
  { name: "gives up after three attempts", given: [500, 503, 500], posts: 3, fails: true },
  { name: "takes a refusal at once", given: [403], posts: 1, fails: true },
  { name: "follows no redirect", given: [302], posts: 1, fails: true },
] as const) {
  test(`postChanges() ${name}`, async () => {
    answers = [...given];
    const failure = await postChanges([change()], hook()).catch((caught: Error & { code: string }) => caught);
    expect([got.length, failure?.code === "notify/failed"]).toEqual([posts, fails]);
    // The path of a webhook is often its password.
    if (failure) expect(failure.message).not.toContain("s3cret");
    expect(new Set(got.map(({ headers }) => headers["x-underlag-delivery"])).size).toBe(1);
  });
}

test("atomFeed() cannot be broken out of", () => {
  const feed = atomFeed([change({ name: `</title><script>"&\u0000\u0008`, reason: "a < b" })], {
    title: "T",
    id: "urn:x",
    updated: "2026-11-22T02:00:00Z",
  });
  expect(feed).toContain("&lt;/title&gt;&lt;script&gt;&quot;&amp;");
  expect(feed).not.toMatch(/<script|[\u0000\u0008]/u);
  expect(feed).toContain("<id>urn:x:change:7</id>");
});

test("atomFeed() links to web addresses only", () => {
  expect(
    atomFeed([change({ source: "lists/a.html" })], { title: "T", id: "urn:x", updated: "2026-11-22T02:00:00Z" }),
  ).not.toContain("<link");
});

test("markdownDigest() puts what matters first and lets no words become markup", () => {
  const words = markdownDigest(
    [change({ severity: "low", supplier: "Zeta" }), change({ name: "[x](http://evil) **b**" })],
    "2026-11-15T00:00:00Z",
  );
  expect(words.indexOf("Look at these first")).toBeLessThan(words.indexOf("Small changes"));
  expect(words).toContain("\\[x\\](http://evil) \\*\\*b\\*\\*");
});

test("changeTitle() says who changed what", () => {
  expect(changeTitle(change({ kind: "changed", field: "processing_countries" }))).toBe(
    "Eksempel A/S changed Prøve Mail Inc.: processing countries",
  );
  expect(changeTitle(change({ name: null, kind: "removed" }))).toBe("Eksempel A/S removed an entry without a name");
});
