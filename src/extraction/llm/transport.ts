/**
 * The only way out: fetch that goes to one origin, follows nothing, ends in time and takes no more than it should.
 *
 * Errors  TransportFault, with whether the same call may succeed later.
 */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
  readonly kind: "timeout" | "network" | "redirect" | "other-origin" | "too-large";

  constructor(kind: TransportFault["kind"], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

export interface TransportLimits {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export function boundFetch(origin: string, { timeoutMs, maxAnswerBytes }: TransportLimits): Fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin)
      throw new TransportFault("other-origin", `Cannot ask "${url.origin}" with the key of "${origin}"`);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, { ...init, redirect: "manual", signal });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        throw new TransportFault("redirect", `Cannot follow "${origin}", which leads elsewhere`);
      }
      const bytes = await readAtMost(response, maxAnswerBytes);
      return new Response(bytes, { status: response.status, headers: plainHeaders(response.headers) });
    } catch (error) {
      if (error instanceof TransportFault) throw error;
      if (signal.aborted)
        throw new TransportFault("timeout", `Cannot wait longer than ${timeoutMs} ms for "${origin}"`, error);
      throw new TransportFault("network", `Cannot reach "${origin}"`, error);
    }
  };
}

async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) throw new TransportFault("too-large", `Cannot take an answer of more than ${most} bytes`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** The body is unpacked already. */
function plainHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete("content-encoding");
  kept.delete("content-length");
  return kept;
}
