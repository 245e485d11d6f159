/**
 * Data that a page carries in its scripts (__NEXT_DATA__, JSON-LD, application/json), for pages whose visible part is an
 * empty shell that a browser would fill.
 *
 * Shape   Every list of two or more objects alike becomes a table, its keys the header. Nothing is run.
 * Errors  None thrown: a script that is no JSON is passed over.
 */
import type { DocumentBuilder } from "../builder.js";
import { stripTags } from "./strip.js";
import type { Script, Tree } from "./tree.js";

/** A page with fewer characters than this shows nothing by itself. */
export const SHELL_LENGTH = 200;

const MOST_TABLES = 50;
const MOST_VALUES = 200_000;
const DEEPEST = 64;
const LONGEST_SCRIPT = 10_000_000;
/** How far ahead a value is looked for in the script. */
const AHEAD = 4000;

type Json = Readonly<Record<string, unknown>>;

export function writeEmbedded(builder: DocumentBuilder, tree: Tree): void {
  let written = 0;
  for (const script of tree.scripts) {
    if (script.end - script.start > LONGEST_SCRIPT) continue;
    for (const records of findRecords(parse(tree.source.slice(script.start, script.end)))) {
      if (written++ >= MOST_TABLES) return;
      writeRecords(builder, tree, script, records);
    }
  }
  if (written > 0) builder.warn("embedded-json", "The page shows nothing by itself; the data of its scripts were read");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s{0,100}<!--|-->\s{0,100}$/g, ""));
  } catch {
    return null;
  }
}

/** Lists of objects alike, in the order of the script. */
function findRecords(root: unknown): Json[][] {
  const found: Json[][] = [];
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let seen = 0; open.length > 0 && seen < MOST_VALUES; seen++) {
    const { value, depth } = open.pop()!;
    if (depth > DEEPEST || value === null || typeof value !== "object") continue;
    const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (Array.isArray(value) && columnsOf(value).length >= 2) found.push(value.filter(isObject));
    else for (let at = children.length - 1; at >= 0; at--) open.push({ value: children[at], depth: depth + 1 });
  }
  return found;
}

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Keys that hold words in at least half of the objects; and of a list, those that stand in most and hold words in some. */
function columnsOf(list: readonly unknown[], some = false): string[] {
  const objects = list.filter(isObject);
  if (objects.length < 2 || objects.length < list.length / 2) return [];
  const counts = new Map<string, { present: number; filled: number }>();
  for (const object of objects) {
    for (const key of Object.keys(object).filter((name) => !/^[_@]/.test(name))) {
      const { present, filled } = counts.get(key) ?? { present: 0, filled: 0 };
      counts.set(key, { present: present + 1, filled: filled + (wordsOf(object[key]) === "" ? 0 : 1) });
    }
  }
  return [...counts]
    .filter(
      ([, { present, filled }]) =>
        filled * 2 >= objects.length || (some && filled > 0 && present * 2 >= objects.length),
    )
    .map(([key]) => key);
}

function wordsOf(value: unknown): string {
  if (typeof value === "string") return stripTags(value).trim();
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.filter((part) => typeof part === "string").join(", ");
  if (!isObject(value)) return "";
  const named = value.name ?? value.title ?? value.label ?? value.value;
  return typeof named === "string" ? stripTags(named).trim() : "";
}

function writeRecords(builder: DocumentBuilder, { source }: Tree, script: Script, records: readonly Json[]): void {
  const columns = columnsOf(records, true);
  const path = script.id === "" ? `script[type="${script.type}"]` : `script#${script.id}`;
  let cursor = script.start;
  const place = (word: unknown) => {
    const literal = JSON.stringify(word) ?? "";
    const ahead = source.slice(cursor, Math.min(script.end, cursor + AHEAD + literal.length)).indexOf(literal);
    const start = ahead === -1 ? cursor : cursor + ahead;
    if (ahead !== -1) cursor = start;
    return { kind: "html", path, start, end: ahead === -1 ? script.end : start + literal.length } as const;
  };
  builder.table(false, (table) => {
    columns.forEach((key, column) => {
      table.cell({ row: 0, column, header: true }, () => builder.write(key, place(key)));
    });
    records.forEach((record, index) => {
      columns.forEach((key, column) => {
        const value = record[key];
        table.cell({ row: index + 1, column }, () => builder.write(wordsOf(value), place(value)));
      });
    });
  });
}
