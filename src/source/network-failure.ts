/** What went wrong on the wire, by the name that the rest of underlag knows it by. */
import { type FailureCode, UnderlagError } from "../errors.js";

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|ERR_OSSL)/u;
const UNREACHABLE = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "ENETDOWN", "EHOSTDOWN"]);
const BROKE_OFF = new Set([
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "ABORT_ERR",
]);

export function networkFailure(cause: unknown, host: string, proxied: boolean): unknown {
  const known = firstOf(cause, (error) => error instanceof UnderlagError);
  if (known) return known;
  const error = firstOf(cause, (candidate) => codeOf(candidate) !== "");
  if (!error) return cause;
  const code = codeOf(error);
  const [kind, what] = nameOf(code, error as Error, proxied);
  // A cause may hold the request with its headers: only its words go on.
  return new UnderlagError(kind, `Cannot ${what} "${host}": ${wordsOf(error as Error, code)}`, { host, reason: code });
}

function nameOf(code: string, error: Error, proxied: boolean): [FailureCode, string] {
  if (proxied && /407|HTTP Tunneling|Proxy Authentication/u.test(error.message))
    return ["source/proxy", "pass the proxy to"];
  if (TLS.test(code)) return ["source/tls", "trust the connection to"];
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return ["source/unresolved", "find an address for"];
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") return ["source/timeout", "connect in time to"];
  if (UNREACHABLE.has(code)) return [proxied ? "source/proxy" : "source/unreachable", "connect to"];
  if (error.name === "HTTPParserError" || error.message === "bad response") {
    return ["source/broken-answer", "understand the answer of"];
  }
  if (BROKE_OFF.has(code)) return ["source/truncated", "read the whole answer of"];
  if (code === "UND_ERR_HEADERS_OVERFLOW") return ["source/too-large", "take the headers of"];
  if (/^(?:HPE_|UND_ERR_|ERR_HTTP2_|ERR_STREAM_PREMATURE)/u.test(code)) {
    return /ERR_HTTP2_STREAM|PREMATURE|HPE_INVALID_EOF/u.test(code)
      ? ["source/truncated", "read the whole answer of"]
      : ["source/broken-answer", "understand the answer of"];
  }
  return ["source/unreachable", "connect to"];
}

function wordsOf(error: Error, code: string): string {
  return (error.message.split("\n", 1)[0] ?? code).slice(0, 160) || code;
}

function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as NodeJS.ErrnoException;
  if (typeof code === "string") return code;
  // The parser leaves its code out where it does not know its own number.
  return name === "HTTPParserError" ? "HPE_UNKNOWN" : "";
}

/** The first in the chain of causes, and among the errors that were tried together. */
function firstOf(cause: unknown, holds: (error: unknown) => boolean): unknown {
  let error = cause;
  for (let depth = 0; depth < 6 && error instanceof Error; depth++) {
    if (holds(error)) return error;
    const inside = error instanceof AggregateError ? error.errors.find((each: unknown) => holds(each)) : undefined;
    if (inside) return inside;
    error = error.cause;
  }
  return undefined;
}
