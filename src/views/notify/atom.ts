/**
 * New changes as an Atom feed: a file that a web server, a mail program or a chat room can read.
 *
 * Source  https://www.rfc-editor.org/rfc/rfc4287
 */
import { changeTitle, changeWords, type ToldChange } from "./told-change.js";

export interface FeedFacts {
  readonly title: string;
  /** An identifier that never changes for one database. */
  readonly id: string;
  readonly updated: string;
}

export function atomFeed(changes: readonly ToldChange[], facts: FeedFacts): string {
  const entries = changes.map((change) => entry(change, facts.id));
  const head = [
    `<title>${xml(facts.title)}</title>`,
    `<id>${xml(facts.id)}</id>`,
    `<updated>${xml(changes[0]?.at ?? facts.updated)}</updated>`,
    "<author><name>underlag</name></author>",
    "<generator>underlag</generator>",
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${[...head, ...entries].join("\n")}\n</feed>\n`;
}

function entry(change: ToldChange, feedId: string): string {
  const words = [change.reason, changeWords(change), change.quote_after && `“${change.quote_after}”`];
  const summary = words.filter((part) => part !== null && part !== "").join("\n");
  const link = /^https?:\/\//u.test(change.source) ? `\n  <link href="${xml(change.source)}"/>` : "";
  return `<entry>
  <title>${xml(changeTitle(change))}</title>
  <id>${xml(`${feedId}:change:${change.id}`)}</id>
  <updated>${xml(change.at)}</updated>${link}
  <category term="${xml(change.kind)}"/>
  <category term="${xml(`severity:${change.severity}`)}"/>
  <summary>${xml(summary)}</summary>
</entry>`;
}

/** Escaped, and without the characters that XML cannot hold at all. */
function xml(words: string): string {
  return Buffer.from(words, "utf8")
    .toString("utf8")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;");
}
