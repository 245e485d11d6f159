/**
 * A page as a browser shows it, for pages that are empty without one. Optional: playwright-core and a Chromium must be there.
 *
 * Shape   The browser has no network of its own: its names resolve to nothing, and each of its requests is answered by our own
 *         exchange, behind the address guard and the caps. Only GET is answered. Pictures, fonts and media are left away.
 * Errors  source/no-browser where either is missing, source/timeout where the page does not come to rest.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { UnderlagError } from "../errors.js";
import type { Snapshot } from "../model/snapshot.js";
import { checkUrl } from "./address-guard.js";
import { Routes } from "./dispatcher.js";
import { exchange } from "./exchange.js";
import type { FetchSettings } from "./fetch-settings.js";

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];
const UNNEEDED = new Set(["image", "media", "font", "websocket", "eventsource"]);
const MAX_REQUESTS = 150;
/** As many as browsers open to one host. */
const BROWSER_CONNECTIONS = 6;
/** A page that never falls silent is taken as it is then. */
const REST_MS = 10_000;

/** What we use of playwright-core; it is not installed with us, so its types are not there either. */
interface BrowserRoute {
  request(): { url(): string; method(): string; resourceType(): string };
  abort(): Promise<void>;
  fulfill(answer: { status: number; headers: Record<string, string>; body: Buffer }): Promise<void>;
}
interface BrowserPage {
  route(pattern: string, handler: (route: BrowserRoute) => Promise<void>): Promise<void>;
  goto(url: string, options: object): Promise<unknown>;
  waitForLoadState(state: string, options: object): Promise<void>;
  content(): Promise<string>;
}
interface Browser {
  newContext(options: object): Promise<{ newPage(): Promise<BrowserPage> }>;
  close(): Promise<void>;
}
interface Playwright {
  readonly chromium: { launch(options: object): Promise<Browser> };
}

export function rendererFor(settings: FetchSettings): (url: string) => Promise<Snapshot> {
  return async (url) => {
    const browser = await launch();
    const routes = new Routes(settings, BROWSER_CONNECTIONS);
    try {
      return snapshotOf(url, await contentOf(url, browser, routes, settings));
    } finally {
      await browser.close();
      await routes.close();
    }
  };
}

async function launch(): Promise<Browser> {
  const executablePath = process.env.UNDERLAG_CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  try {
    // A name in a variable: the compiler need not find what is optional.
    const name = "playwright-core";
    const { chromium } =
      ((await import(name)) as { default?: Playwright } & Playwright).default ?? ((await import(name)) as Playwright);
    return await chromium.launch({ executablePath, args: browserArguments(), timeout: 20_000 });
  } catch (cause) {
    throw new UnderlagError("source/no-browser", "Cannot start a browser to show the page", {}, cause);
  }
}

function browserArguments(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-webrtc",
    "--disable-gpu",
    ...(isRoot ? ["--no-sandbox"] : []),
  ];
}

async function contentOf(url: string, browser: Browser, routes: Routes, settings: FetchSettings): Promise<string> {
  const context = await browser.newContext({
    serviceWorkers: "block",
    acceptDownloads: false,
    userAgent: settings.manners.userAgent,
  });
  const page = await context.newPage();
  let asked = 0;
  await page.route("**/*", async (route) => {
    const answer = ++asked <= MAX_REQUESTS ? await answerFor(route, routes, settings) : null;
    await (answer === null ? route.abort() : route.fulfill(answer)).catch(() => {});
  });
  await page.goto(url, { timeout: settings.limits.totalMs, waitUntil: "load" }).catch((cause: unknown) => {
    throw new UnderlagError("source/timeout", `Cannot show "${url}" in a browser`, { url }, cause);
  });
  await page.waitForLoadState("networkidle", { timeout: REST_MS }).catch(() => {});
  return page.content();
}

async function answerFor(
  route: BrowserRoute,
  routes: Routes,
  settings: FetchSettings,
): Promise<Parameters<BrowserRoute["fulfill"]>[0] | null> {
  const asked = route.request();
  if (asked.method() !== "GET" || UNNEEDED.has(asked.resourceType())) return null;
  try {
    const answer = await exchange(checkUrl(asked.url(), settings.addresses), {}, routes, settings);
    const { "content-encoding": _, "content-length": __, "transfer-encoding": ___, ...headers } = answer.headers;
    return { status: answer.status, headers, body: answer.bytes ?? Buffer.alloc(0) };
  } catch (failure) {
    if (failure instanceof UnderlagError) return null;
    throw failure;
  }
}

function snapshotOf(url: string, content: string): Snapshot {
  const bytes = Buffer.from(content, "utf8");
  return {
    source: url,
    bytes,
    hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    contentType: "text/html; charset=utf-8",
    fileName: url,
    retrievedAt: new Date().toISOString(),
  };
}
