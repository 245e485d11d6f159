/**
 * Proxies as the usual environment variables name them: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, in either case.
 *
 * Shape   One proxy for each scheme, or none. A host that NO_PROXY names, or that ends with a name it holds, is asked directly.
 *         The proxy's own address may be private: it was configured by the person who runs us. The target may not.
 * Errors  source/proxy for a value that is no http(s) address; the value is not quoted, it may hold a password.
 */
import { UnderlagError } from "../errors.js";

export interface ProxySettings {
  readonly forHttps: string | null;
  readonly forHttp: string | null;
  readonly except: readonly string[];
}

export function proxyFromEnvironment(environment: Readonly<Record<string, string | undefined>>): ProxySettings | null {
  const read = (name: string): string | null =>
    checked(name, environment[name.toLowerCase()] ?? environment[name] ?? "");
  const everything = read("ALL_PROXY");
  const forHttp = read("HTTP_PROXY") ?? everything;
  const forHttps = read("HTTPS_PROXY") ?? everything;
  if (forHttp === null && forHttps === null) return null;
  const except = (environment.no_proxy ?? environment.NO_PROXY ?? "").toLowerCase().split(/[\s,]/u);
  return { forHttp, forHttps, except: except.filter((entry) => entry !== "") };
}

function checked(name: string, value: string): string | null {
  if (value.trim() === "") return null;
  try {
    const url = new URL(value.includes("://") ? value.trim() : `http://${value.trim()}`);
    if (url.protocol === "http:" || url.protocol === "https:") return url.href;
  } catch {
    // Said below, without the value.
  }
  throw new UnderlagError("source/proxy", `Cannot use the value of ${name} as a proxy`, { name });
}

/** The proxy to ask for this URL, or null to ask the host itself. */
export function proxyFor(url: URL, proxy: ProxySettings | null): string | null {
  if (proxy === null) return null;
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  if (proxy.except.some((entry) => names(entry, url.hostname.toLowerCase(), port))) return null;
  return url.protocol === "https:" ? proxy.forHttps : proxy.forHttp;
}

function names(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const [, name = entry, only] = /^(.+):(\d+)$/u.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\*?\./u, "");
  return host === bare || host.endsWith(`.${bare}`);
}
