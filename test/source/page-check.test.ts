import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/read.js";
import type { DocumentStatus } from "../../src/model/candidate.js";
import { judgePage, type PageFacts, pageFacts } from "../../src/source/page-check.js";
import { NIGHT_LANGUAGES, type NightLanguage, type WrongPage, wrongPage } from "./wrong-pages.js";

const URL_OF_LIST = "https://supplier.example/legal/list";

interface Judged {
  readonly html: string;
  readonly finalUrl?: string;
  readonly headers?: Record<string, string>;
  readonly read?: { language: string | null; status: DocumentStatus; entries: readonly unknown[] };
  readonly previous?: Partial<PageFacts> | null;
}
const NOTHING = { language: null, status: "no_list", entries: [] } as const;
const listOf = (count: number, language = "da") => ({
  language,
  status: "listed" as const,
  entries: Array(count).fill({}),
});
const BEFORE: PageFacts = {
  finalUrl: URL_OF_LIST,
  mediaType: "text/html",
  textLength: 4_000,
  declaredLanguage: "da",
  language: "da",
  closed: true,
  offersMore: false,
  status: "listed",
  entries: 10,
};

async function judge({
  html,
  finalUrl = URL_OF_LIST,
  headers = {},
  read = NOTHING,
  previous = {},
}: Judged): Promise<string> {
  const bytes = Buffer.from(html);
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const document = await readDocument({
    source: URL_OF_LIST,
    bytes,
    hash,
    contentType: "text/html",
    fileName: "list",
    retrievedAt: "",
  }).catch(() => ({ mediaType: "text/html", text: "", title: null, declaredLanguage: null, blocks: [] }));
  const facts = pageFacts(document, bytes, finalUrl, read);
  const verdict = judgePage({
    requestedUrl: URL_OF_LIST,
    headers,
    bytes,
    document,
    facts,
    previous: previous === null ? null : { ...BEFORE, ...previous },
  });
  return verdict.ok ? "ok" : verdict.reason;
}

const EXPECTED: Partial<Record<WrongPage, string>> = {
  "soft-404": "not-found",
  "error-200": "error-page",
  challenge: "challenge",
  login: "login",
  "cookie-wall": "consent-wall",
  "empty-shell": "empty-shell",
  maintenance: "maintenance",
  "rate-limited": "rate-limited",
};
for (const [kind, want] of Object.entries(EXPECTED) as [WrongPage, string][]) {
  for (const language of NIGHT_LANGUAGES) {
    test(`judgePage() names a ${kind} page in ${language}, known or new`, async () => {
      const html = wrongPage(kind, language);
      expect([await judge({ html }), await judge({ html, previous: null })]).toEqual([want, want]);
    });
  }
}

const home = (language: NightLanguage): string => wrongPage("home-redirect", language);
const list = (words = "Prøve Hosting ApS"): string =>
  `<!doctype html><html lang=da><body><h1>Underdatabehandlere</h1><p>${words}</p></body></html>`;
const long = "Ord om behandling af personoplysninger hos leverandøren. ".repeat(80);
const rows: readonly (readonly [name: string, want: string, page: Judged])[] = [
  ["a page with its list", "ok", { html: list(), read: listOf(10) }],
  ["a page with more rows than before", "ok", { html: list(), read: listOf(14) }],
  ["a page that lost a row", "ok", { html: list(), read: listOf(9) }],
  [
    "a list beside a sign-in form",
    "ok",
    { html: list('<form>Log ind <input type="password"></form>'), read: listOf(10) },
  ],
  [
    "a list under a cookie question",
    "ok",
    { html: list("Vi bruger cookies. Accepter alle. Afvis alle."), read: listOf(10) },
  ],
  [
    "a new page that says that none are used",
    "ok",
    { html: list("Ingen. Log ind for vedligeholdelse."), read: { ...NOTHING, status: "none_used" }, previous: null },
  ],
  ["a new page without a list and without signs", "ok", { html: list(long), previous: null }],
  ["a page that lost its list without a sign", "ok", { html: list(long) }],
  ["a redirect to the front page", "home-page", { html: home("da"), finalUrl: "https://supplier.example/" }],
  [
    "a redirect to the front page of a language",
    "home-page",
    { html: home("nb"), finalUrl: "https://supplier.example/en/" },
  ],
  [
    "a front page that always held the list",
    "ok",
    { html: list(long), finalUrl: "https://supplier.example/", previous: { finalUrl: "https://supplier.example/" } },
  ],
  [
    "a redirect to a sign-in address",
    "login",
    { html: home("fi"), finalUrl: "https://supplier.example/account/login?next=/legal" },
  ],
  ["a challenge by its header", "challenge", { html: home("sv"), headers: { "cf-mitigated": "challenge" } }],
  [
    "a page that sends its reader on",
    "redirect-page",
    { html: "<meta http-equiv=refresh content='0;url=/x'><p>Videre</p></html>" },
  ],
  ["a page where a PDF was", "format-changed", { html: list(long), previous: { mediaType: "application/pdf" } }],
  ["a page that breaks off", "half-page", { html: list().slice(0, 90), read: listOf(8) }],
  ["a page that never was closed", "ok", { html: list().slice(0, 90), read: listOf(10), previous: { closed: false } }],
  ["the list in English", "other-language", { html: list().replace("lang=da", "lang=en"), read: listOf(10, "en") }],
  ["a guess that tips to a near language", "ok", { html: list(), read: listOf(10, "nb") }],
  [
    "a near language that the page declares",
    "other-language",
    { html: list().replace("lang=da", "lang=nb"), read: listOf(10, "nb") },
  ],
  ["fewer rows and a button for more", "load-more", { html: list("<button>Vis flere</button>"), read: listOf(8) }],
  [
    "a list that is whole beside a button for more",
    "ok",
    { html: list("<button>Vis flere</button>"), read: listOf(10) },
  ],
];
for (const [name, want, page] of rows) {
  test(`judgePage() answers ${name} with ${want}`, async () => {
    expect(await judge(page)).toBe(want);
  });
}
