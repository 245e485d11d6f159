/**
 * New changes to another program: one POST of JSON, signed so that the receiver knows who sent it and when.
 *
 * Shape   X-Underlag-Timestamp: seconds; X-Underlag-Signature: "sha256=" and the hex HMAC-SHA256, under the shared secret, of
 *         "<timestamp>.<body>". X-Underlag-Delivery is the same for every attempt at one delivery.
 * Errors  notify/failed after three attempts, or at once where the receiver refuses. What was not told is told next time.
 */
import { createHmac, randomUUID } from "node:crypto";
import { request } from "undici";
import { UnderlagError } from "../../errors.js";
import type { ToldChange } from "./told-change.js";

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string | null;
  readonly userAgent: string;
  readonly attempts?: number;
  readonly waitMs?: number;
}

/** Changes in one POST: receivers have limits of their own. */
export const WEBHOOK_BATCH = 200;
const TIMEOUT_MS = 15_000;

export function signatureOf(body: string, timestamp: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

export async function postChanges(changes: readonly ToldChange[], options: WebhookOptions): Promise<void> {
  const body = JSON.stringify({ type: "underlag.changes", version: 1, count: changes.length, changes });
  const delivery = randomUUID();
  const attempts = options.attempts ?? 3;
  for (let attempt = 1; ; attempt++) {
    const refused = await post(body, delivery, options);
    if (refused === null) return;
    if (attempt >= attempts || !refused.mayPass) throw failed(options.url, refused.why);
    await new Promise((resume) => setTimeout(resume, (options.waitMs ?? 1_000) * 2 ** (attempt - 1)));
  }
}

async function post(
  body: string,
  delivery: string,
  { url, secret, userAgent }: WebhookOptions,
): Promise<{ why: string; mayPass: boolean } | null> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": "application/json",
    "user-agent": userAgent,
    "x-underlag-delivery": delivery,
    "x-underlag-timestamp": timestamp,
    ...(secret === null ? {} : { "x-underlag-signature": signatureOf(body, timestamp, secret) }),
  };
  try {
    // undici follows no redirect by itself: a signed body goes to the address that was configured and nowhere else.
    const answer = await request(url, {
      method: "POST",
      headers,
      body,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    await answer.body.dump();
    if (answer.statusCode >= 200 && answer.statusCode < 300) return null;
    return { why: `it answers ${answer.statusCode}`, mayPass: answer.statusCode === 429 || answer.statusCode >= 500 };
  } catch (cause) {
    return { why: (cause as NodeJS.ErrnoException).code ?? (cause as Error).name, mayPass: true };
  }
}

/** The path of a webhook is often its password: only the host is named. */
function failed(url: string, why: string): UnderlagError {
  const host = URL.canParse(url) ? new URL(url).host : "the webhook";
  return new UnderlagError("notify/failed", `Cannot tell "${host}" about the changes: ${why}`, { host });
}
