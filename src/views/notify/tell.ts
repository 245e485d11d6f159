/**
 * Telling what is new: each reader (a webhook) has a cursor in the database, so that nothing is told twice and nothing is left
 * out where a delivery fails. Only what the supplier changed is news.
 */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Store } from "../../store/store.js";
import { atomFeed } from "./atom.js";
import { type ToldChange, toldChange } from "./told-change.js";
import { postChanges, WEBHOOK_BATCH, type WebhookOptions } from "./webhook.js";

/** A feed holds the newest; the database has them all. */
const FEED_LENGTH = 200;

/** How many were told. A reader that is new hears of what comes after `from`. */
export async function tellWebhook(store: Store, options: WebhookOptions, from: number): Promise<number> {
  const reader = `webhook:${createHash("sha256").update(options.url).digest("hex").slice(0, 16)}`;
  if (store.refresh.cursor(reader) === null) store.refresh.moveCursor(reader, from);
  let told = 0;
  for await (const batch of batches(newsSince(store, store.refresh.cursor(reader)!))) {
    await postChanges(batch, options);
    store.refresh.moveCursor(reader, batch.at(-1)!.id);
    told += batch.length;
  }
  return told;
}

export async function writeFeed(store: Store, file: string, now: Date): Promise<void> {
  const newest: ToldChange[] = [];
  const filter = {
    where: { cause: "source", suspected: 0 },
    orderBy: "change_id",
    descending: true,
    limit: FEED_LENGTH,
  };
  for await (const row of store.rows("changes", filter)) newest.push(toldChange(row));
  await writeFile(
    file,
    atomFeed(newest, {
      title: "Sub-processors: what suppliers changed",
      id: "urn:underlag:changes",
      updated: now.toISOString(),
    }),
  );
}

async function* newsSince(store: Store, changeId: number): AsyncGenerator<ToldChange> {
  for await (const row of store.rows("changes", { where: { cause: "source", suspected: 0 }, orderBy: "change_id" })) {
    if (Number(row.change_id) > changeId) yield toldChange(row);
  }
}

async function* batches(changes: AsyncIterable<ToldChange>): AsyncGenerator<ToldChange[]> {
  // All of one batch is read before it is sent: a statement that is being read keeps the database from being written.
  const all: ToldChange[] = [];
  for await (const change of changes) all.push(change);
  for (let start = 0; start < all.length; start += WEBHOOK_BATCH) yield all.slice(start, start + WEBHOOK_BATCH);
}
