/** What an HTTP status means for a document that we wanted to read. Null for the statuses that carry on. */
import { type FailureCode, UnderlagError } from "../errors.js";

const NAMED: Readonly<Record<number, FailureCode>> = {
  401: "source/blocked",
  402: "source/blocked",
  403: "source/blocked",
  404: "source/not-found",
  407: "source/proxy",
  408: "source/server-error",
  410: "source/gone",
  425: "source/server-error",
  429: "source/rate-limited",
  451: "source/blocked",
};

export function statusFailure(status: number, url: URL): UnderlagError | null {
  if (status === 200 || status === 203) return null;
  const code = NAMED[status] ?? (status >= 500 ? "source/server-error" : "source/bad-status");
  return new UnderlagError(code, `Cannot read "${url.href}": the server answers ${status}`, { url: url.href, status });
}
