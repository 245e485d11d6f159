/**
 * The structure that a tagged PDF states: which words make one paragraph, heading, list item or table cell.
 *
 * Shape   Browsers, word processors and LibreOffice write it. Marked content numbers lead from a word to its block.
 *         Empty cells have no content and are missing from it: columns are found again by place (tagged-tables.ts).
 * Source  ISO 32000-2, 14.8.4 (standard structure types)
 */
import type { PDFPageProxy } from "./engine.js";

export interface TaggedBlock {
  readonly role: "heading" | "paragraph" | "list-item";
  readonly level: number;
}

export interface TaggedCell {
  readonly marks: ReadonlySet<number>;
  readonly header: boolean;
}

export interface Tags {
  /** Block of each marked content number. */
  readonly blocks: ReadonlyMap<number, TaggedBlock>;
  /** Innermost tables, row by row. */
  readonly tables: readonly (readonly (readonly TaggedCell[])[])[];
}

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** Deeper trees are not followed: they come from broken or hostile files. */
const DEEPEST = 200;

export async function tagsOf(page: PDFPageProxy): Promise<Tags | null> {
  const tree = (await page.getStructTree().catch(() => null)) as Node | null;
  if (!tree) return null;
  const blocks = new Map<number, TaggedBlock>();
  const tables: TaggedCell[][][] = [];
  walk(tree, null, 0, blocks, tables);
  return blocks.size === 0 && tables.length === 0 ? null : { blocks, tables };
}

function walk(
  node: Node,
  block: TaggedBlock | null,
  depth: number,
  blocks: Map<number, TaggedBlock>,
  tables: TaggedCell[][][],
): void {
  if (depth > DEEPEST) return;
  if (node.role === "Table" && !holdsTable(node, depth)) tables.push(rowsOf(node, depth));
  const own = blockOf(node, block);
  const mark = markOf(node);
  if (mark !== null && own) blocks.set(mark, own);
  for (const child of node.children ?? []) walk(child, own, depth + 1, blocks, tables);
}

function blockOf({ role }: Node, outer: TaggedBlock | null): TaggedBlock | null {
  if (role === undefined) return outer;
  const heading = /^H([1-6])$/u.exec(role);
  if (heading) return { role: "heading", level: Number(heading[1]) };
  if (role === "LI") return { role: "list-item", level: 0 };
  // a paragraph inside a list item is that item's
  if (role === "P") return outer?.role === "list-item" && outer.level === 0 ? outer : { role: "paragraph", level: 0 };
  return outer;
}

const holdsTable = (node: Node, depth: number): boolean =>
  depth < DEEPEST && (node.children ?? []).some((child) => child.role === "Table" || holdsTable(child, depth + 1));

function rowsOf(table: Node, depth: number): TaggedCell[][] {
  return descendants(table, "TR", depth).map((row) =>
    (row.children ?? [])
      .filter((cell) => cell.role === "TD" || cell.role === "TH")
      .map((cell) => ({ marks: new Set(marksOf(cell, depth)), header: cell.role === "TH" })),
  );
}

function descendants(node: Node, role: string, depth: number): Node[] {
  if (depth > DEEPEST) return [];
  return (node.children ?? []).flatMap((child) =>
    child.role === role ? [child] : descendants(child, role, depth + 1),
  );
}

function marksOf(node: Node, depth: number): number[] {
  const mark = markOf(node);
  if (mark !== null) return [mark];
  return depth > DEEPEST ? [] : (node.children ?? []).flatMap((child) => marksOf(child, depth + 1));
}

function markOf(node: Node): number | null {
  const found = node.type === "content" ? /_mc(\d{1,9})$/u.exec(node.id ?? "") : null;
  return found ? Number(found[1]) : null;
}
