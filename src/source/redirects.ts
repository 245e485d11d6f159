/**
 * Redirects, followed by hand so that every hop passes the same checks as the first address.
 *
 * Shape   At most maxRedirects hops; each is checked by the guard and by robots.txt, and waits in its own host's line.
 *         Validators are sent only to the address that they were said of, authorization only to the origin it was given for.
 *         A "refresh" header or a meta refresh is not followed: page-check sees to those.
 * Errors  source/too-many-redirects, source/redirect-loop, source/bad-redirect, source/insecure-redirect.
 */
import { UnderlagError } from "../errors.js";
import { checkUrl } from "./address-guard.js";
import type { Answer, Headers } from "./exchange.js";
import type { Hop, Validators } from "./fetch-result.js";
import type { FetchSettings } from "./fetch-settings.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Journey {
  url: URL;
  readonly hops: Hop[];
  bytesOnWire: number;
  /** The last answer that came, also where the journey then failed. */
  answer: Answer | null;
  sentValidators: boolean;
}

/** Asks one address, in its host's line and with robots.txt heard. */
export type Step = (url: URL, headers: Headers) => Promise<Answer>;

export interface JourneyOptions {
  readonly validators: Validators | null;
  readonly authorization: string | null;
}

/** Fills the journey while it goes, so that a failure half way still leaves its hops for the record. */
export async function follow(
  journey: Journey,
  step: Step,
  options: JourneyOptions,
  settings: FetchSettings,
): Promise<Answer> {
  const start = journey.url.origin;
  const seen = new Set<string>();
  for (;;) {
    if (seen.has(journey.url.href)) throw loop(journey);
    seen.add(journey.url.href);
    const answer = await step(journey.url, headersFor(journey, start, options));
    journey.answer = answer;
    journey.bytesOnWire += answer.wireBytes;
    journey.hops.push({ url: journey.url.href, status: answer.status });
    if (!REDIRECTS.has(answer.status)) return answer;
    if (journey.hops.length > settings.limits.maxRedirects) throw tooMany(journey, settings.limits.maxRedirects);
    journey.url = nextUrl(journey.url, answer.headers.location, settings);
  }
}

function headersFor(journey: Journey, startOrigin: string, options: JourneyOptions): Headers {
  const headers: Record<string, string> = {};
  const { validators, authorization } = options;
  if (authorization !== null && journey.url.origin === startOrigin) headers.authorization = authorization;
  journey.sentValidators = validators !== null && validators.url === journey.url.href;
  if (validators && journey.sentValidators) {
    if (validators.etag) headers["if-none-match"] = validators.etag;
    if (validators.lastModified) headers["if-modified-since"] = validators.lastModified;
  }
  return headers;
}

function nextUrl(from: URL, location: string | undefined, settings: FetchSettings): URL {
  const target = location === undefined || location.trim() === "" ? null : parseAgainst(location, from);
  if (target === null) {
    throw new UnderlagError(
      "source/bad-redirect",
      `Cannot follow "${from.href}" to "${(location ?? "").slice(0, 200)}"`,
      {
        url: from.href,
      },
    );
  }
  const url = checkUrl(target.href, settings.addresses);
  if (from.protocol === "https:" && url.protocol === "http:") {
    throw new UnderlagError("source/insecure-redirect", `Cannot follow "${from.href}" from https to "${url.href}"`, {
      url: from.href,
    });
  }
  return url;
}

function parseAgainst(location: string, from: URL): URL | null {
  // Headers come as latin1; servers write UTF-8 into them.
  const words = Buffer.from(location, "latin1").toString("utf8");
  try {
    return new URL(words.includes("\ufffd") ? location : words, from);
  } catch {
    return null;
  }
}

function loop(journey: Journey): UnderlagError {
  return new UnderlagError(
    "source/redirect-loop",
    `Cannot follow "${journey.hops[0]!.url}": it leads back to "${journey.url.href}"`,
    {
      url: journey.url.href,
    },
  );
}

function tooMany(journey: Journey, limit: number): UnderlagError {
  return new UnderlagError(
    "source/too-many-redirects",
    `Cannot follow "${journey.hops[0]!.url}" over more than ${limit} redirects`,
    {
      url: journey.url.href,
    },
  );
}
