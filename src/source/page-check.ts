/**
 * Whether an answer is the page that was asked for, or another one in its place: a sign-in, a consent wall, a soft 404, a
 * challenge, an empty shell, half a page, the front page, another language.
 *
 * Shape   Signs are the address it ended at, the headers, the structure, and words in places where they count. A page that
 *         still states the list is the page, whatever its menu and footer say; only half pages and other languages are
 *         doubted then. Nothing here knows a site.
 * Errors  None. A wrong doubt costs a night, a wrong trust a false removal: where signs disagree, it doubts.
 */
import type { DocumentStatus } from "../model/candidate.js";
import type { Document } from "../model/document.js";
import { type PageStructure, structureOf } from "./page-structure.js";
import { offersMore, PageWords } from "./page-words.js";

export const PAGE_SUSPICIONS = [
  "challenge",
  "rate-limited",
  "login",
  "not-found",
  "maintenance",
  "error-page",
  "consent-wall",
  "empty-shell",
  "redirect-page",
  "home-page",
  "format-changed",
  "half-page",
  "other-language",
  "load-more",
] as const;
export type PageSuspicion = (typeof PAGE_SUSPICIONS)[number];

/** Some wrong pages turn out to be what the supplier wants to show: these may be confirmed by a second fetch. */
export const CONFIRMABLE: ReadonlySet<PageSuspicion> = new Set(["other-language", "load-more", "half-page"]);

export type PageVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: PageSuspicion; readonly detail: string };

/** What is remembered of a page, to compare the next one with. */
export interface PageFacts {
  readonly finalUrl: string;
  readonly mediaType: string;
  readonly textLength: number;
  readonly declaredLanguage: string | null;
  /** As the list was read; null where nothing was. */
  readonly language: string | null;
  readonly closed: boolean | null;
  readonly offersMore: boolean;
  readonly status: DocumentStatus;
  readonly entries: number;
}

export interface PageToJudge {
  readonly requestedUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly document: Pick<Document, "title" | "text" | "blocks">;
  readonly facts: PageFacts;
  /** Facts of the last page whose list holds; null for a page that is new to us. */
  readonly previous: PageFacts | null;
}

export function pageFacts(
  document: Pick<Document, "mediaType" | "text" | "declaredLanguage">,
  bytes: Uint8Array,
  finalUrl: string,
  read: { readonly language: string | null; readonly status: DocumentStatus; readonly entries: readonly unknown[] },
): PageFacts {
  const isHtml = document.mediaType === "text/html";
  return {
    finalUrl,
    mediaType: document.mediaType,
    textLength: document.text.length,
    declaredLanguage: document.declaredLanguage,
    language: read.language,
    closed: structureOf(bytes, isHtml).closed,
    offersMore: isHtml && offersMore(document.text),
    status: read.status,
    entries: read.entries.length,
  };
}

export function judgePage(page: PageToJudge): PageVerdict {
  const doubt = (stillStates(page) ? null : (otherPage(page) ?? otherForm(page))) ?? otherState(page);
  return doubt === null ? { ok: true } : { ok: false, reason: doubt[0], detail: doubt[1] };
}

/** The page still says of sub-processors what it said, or as much; a page that is new to us says anything of them at all. */
function stillStates({ facts, previous }: PageToJudge): boolean {
  if (facts.status === "listed") return facts.entries > 0 && facts.entries >= (previous?.entries ?? 0) / 2;
  const silent = facts.status === "no_list" || facts.status === "needs_review" || facts.status === "failed";
  return !silent && previous?.status !== "listed";
}

type Doubt = readonly [PageSuspicion, string] | null;

/** Another page in the place of this one. What names itself most clearly is asked first. */
function otherPage(page: PageToJudge): Doubt {
  const words = new PageWords(page.document);
  const structure = structureOf(page.bytes, page.facts.mediaType === "text/html");
  if (page.headers["cf-mitigated"] === "challenge") return ["challenge", "The answer says that it is a challenge"];
  if (words.tells("rate_limited")) return ["rate-limited", "The page speaks of too many requests"];
  if (words.tells("challenge")) return ["challenge", "The page asks its reader to prove to be a person"];
  return signIn(page, words, structure) ?? spokenFault(words) ?? wall(words) ?? shell(words, structure);
}

function signIn({ facts, requestedUrl }: PageToJudge, words: PageWords, structure: PageStructure): Doubt {
  const moved = pathOf(facts.finalUrl) !== pathOf(requestedUrl);
  if (moved && /(?:^|[/._-])(?:log-?in|sign-?in|sso|oauth2?|saml|auth)(?:[/._-]|$)/u.test(pathOf(facts.finalUrl))) {
    return ["login", "The address leads to a sign-in page"];
  }
  if (structure.passwordField && (words.short || words.names("login")))
    return ["login", "The page asks for a password"];
  return words.short && words.names("login") ? ["login", "The page asks its reader to sign in"] : null;
}

function spokenFault(words: PageWords): Doubt {
  if (words.tells("not_found")) return ["not-found", "The page says that it was not found"];
  if (words.tells("maintenance")) return ["maintenance", "The page speaks of maintenance"];
  return words.tells("error") ? ["error-page", "The page speaks of an error"] : null;
}

function wall(words: PageWords): Doubt {
  const signs = words.count("consent") + (words.names("consent") ? 1 : 0);
  const walled = words.short ? signs >= 1 : words.length < 4_000 && signs >= 2;
  return walled ? ["consent-wall", "The page holds little but a question about cookies"] : null;
}

function shell(words: PageWords, structure: PageStructure): Doubt {
  if (words.length < 400 && structure.scripts > 0)
    return ["empty-shell", "The page holds scripts and next to no words"];
  const waits = words.count("script_needed") > 0 || (words.length < 400 && words.count("loading") > 0);
  return words.short && waits ? ["empty-shell", "The page needs a browser to show its words"] : null;
}

/** The page itself in a form that cannot hold the list. */
function otherForm({ facts, requestedUrl, previous, headers, bytes }: PageToJudge): Doubt {
  const isHtml = facts.mediaType === "text/html";
  const sentOn = structureOf(bytes, isHtml).refreshes || headers.refresh !== undefined;
  if (sentOn && facts.textLength < 1_500) return ["redirect-page", "The page sends its reader on"];
  if (isRoot(facts.finalUrl) && !isRoot(requestedUrl) && facts.finalUrl !== previous?.finalUrl) {
    return ["home-page", "The address leads to the front page"];
  }
  if (previous !== null && isHtml !== (previous.mediaType === "text/html")) {
    return ["format-changed", `The answer is ${facts.mediaType} and was ${previous.mediaType}`];
  }
  return null;
}

/** The list may stand here, and still not be the one to compare with. */
function otherState({ facts, previous }: PageToJudge): Doubt {
  if (previous === null) return null;
  if (facts.closed === false && previous.closed === true) return ["half-page", "The page breaks off before its end"];
  if (speaksOtherwise(facts, previous)) {
    return [
      "other-language",
      `The page is in ${facts.language ?? facts.declaredLanguage} and was in ${previous.language ?? previous.declaredLanguage}`,
    ];
  }
  const fewer = facts.entries < previous.entries;
  return fewer && facts.offersMore && !previous.offersMore
    ? ["load-more", "The page now shows only the first rows"]
    : null;
}

/** Languages so near each other that one new row may tip the guess. */
const NEAR = new Set(["da", "nb", "nn", "no"]);

function speaksOtherwise(facts: PageFacts, previous: PageFacts): boolean {
  const [declared, declaredBefore] = [primary(facts.declaredLanguage), primary(previous.declaredLanguage)];
  const declaredOther = declared !== null && declaredBefore !== null && declared !== declaredBefore;
  const [guess, before] = [known(facts.language), known(previous.language)];
  if (guess === null || before === null) return declaredOther;
  if (guess === before) return false;
  // What a page declares is often a template's leftover: it only decides between languages that are hard to tell apart.
  return NEAR.has(guess) && NEAR.has(before) ? declaredOther : true;
}

const known = (language: string | null): string | null => (language === "und" ? null : language);

function primary(tag: string | null): string | null {
  const language = (tag ?? "").toLowerCase().split(/[-_]/u, 1)[0]!;
  return language === "" ? null : language === "no" ? "nb" : language;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.toLowerCase() : url;
}

/** The front page, or that of one language: "/", "/da", "/en-us/", "/index.html". */
function isRoot(url: string): boolean {
  return /^\/?(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|default|home)(?:\.[a-z]{3,5})?)?\/?$/u.test(pathOf(url));
}
