/**
 * One request and one answer: no redirect is followed here, nothing is tried twice.
 *
 * Shape   The body is read only where a document may stand in it (200 and 203). Everything else is answered by its status.
 * Errors  Those of the guard, the clocks, the decoder and the network. A body that breaks off is a failure, never a document.
 */
import { type Dispatcher, request } from "undici";
import { UnderlagError } from "../errors.js";
import { ACCEPT_ENCODING, decodeBody, tooLarge } from "./decode.js";
import type { Routes } from "./dispatcher.js";
import type { FetchLimits, FetchSettings } from "./fetch-settings.js";
import { networkFailure } from "./network-failure.js";
import { Watchdog } from "./watchdog.js";

export type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer | null;
  readonly wireBytes: number;
}

const ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,text/markdown;q=0.9,*/*;q=0.5";

export async function exchange(url: URL, headers: Headers, routes: Routes, settings: FetchSettings): Promise<Answer> {
  const watchdog = new Watchdog(url.host, settings.limits);
  let proxied = false;
  try {
    const route = await within(routes.to(url), watchdog.signal);
    proxied = route.proxied;
    routes.brokenConnections.delete(url.origin);
    const answer = await ask(url, headers, route.dispatcher, settings, watchdog);
    return await checkAfterwards(answer, url, routes);
  } catch (cause) {
    throw networkFailure(watchdog.signal.aborted ? watchdog.signal.reason : cause, url.host, proxied);
  } finally {
    watchdog.stop();
    routes.brokenConnections.delete(url.origin);
  }
}

async function ask(
  url: URL,
  extra: Headers,
  dispatcher: Dispatcher,
  settings: FetchSettings,
  watchdog: Watchdog,
): Promise<Answer> {
  const headers = {
    "user-agent": settings.manners.userAgent,
    accept: ACCEPT,
    "accept-encoding": ACCEPT_ENCODING,
    ...extra,
  };
  const response = await request(url, { dispatcher, method: "GET", headers, signal: watchdog.signal });
  response.body.on("error", () => {});
  watchdog.headersCame();
  const told = flatten(response.headers);
  if (response.statusCode !== 200 && response.statusCode !== 203) {
    await discard(response, told);
    return { status: response.statusCode, headers: told, bytes: null, wireBytes: 0 };
  }
  return {
    status: response.statusCode,
    headers: told,
    ...(await readBody(response, told, url.host, settings, watchdog)),
  };
}

async function readBody(
  response: Dispatcher.ResponseData,
  headers: Headers,
  host: string,
  { limits }: FetchSettings,
  watchdog: Watchdog,
): Promise<{ bytes: Buffer; wireBytes: number }> {
  try {
    refuseAnnouncedSize(headers, host, limits);
    const encoding = headers["content-encoding"] ?? "";
    const read = await decodeBody(response.body, encoding, host, limits, (count) => watchdog.bytesCame(count));
    checkLength(headers, read.wireBytes, host);
    return read;
  } catch (cause) {
    response.body.destroy();
    throw cause;
  }
}

function refuseAnnouncedSize(headers: Headers, host: string, limits: FetchLimits): void {
  if (Number(headers["content-length"] ?? 0) > limits.maxWireBytes) throw tooLarge(host, limits.maxWireBytes);
}

/** HTTP/1 is checked by the parser as well; HTTP/2 and a proxy in between need not be. */
function checkLength(headers: Headers, wireBytes: number, host: string): void {
  const announced = headers["content-length"];
  if (announced === undefined || Number(announced) === wireBytes) return;
  throw new UnderlagError(
    "source/truncated",
    `Cannot read the whole answer of "${host}": ${wireBytes} of ${announced} bytes`,
    {
      host,
    },
  );
}

/**
 * Two lies show only on the connection, a moment after the body seemed whole: more bytes than were announced, and a body
 * without length that ends in a reset.
 */
async function checkAfterwards(answer: Answer, url: URL, routes: Routes): Promise<Answer> {
  if (answer.bytes === null) return answer;
  await new Promise((resume) => setImmediate(resume));
  const broken = routes.brokenConnections.get(url.origin);
  if (!broken) return answer;
  const message = `Cannot read the whole answer of "${url.host}": ${broken.message}`;
  throw new UnderlagError("source/truncated", message, { host: url.host });
}

/** The words of an error page are not kept; a short one is read to its end so that the connection can serve again. */
async function discard(response: Dispatcher.ResponseData, headers: Headers): Promise<void> {
  const length = Number(headers["content-length"] ?? Number.NaN);
  const bodiless = response.statusCode === 304 || response.statusCode === 204;
  if (bodiless || length <= 16_384) await response.body.dump({ limit: 16_384 }).catch(() => {});
  else response.body.destroy();
}

function flatten(headers: Dispatcher.ResponseData["headers"]): Headers {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
