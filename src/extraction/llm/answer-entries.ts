/** The entries of an answer, each with the line of its name: grids become one entry a line. */
import { type Answer, type FieldRef, readRef } from "./answer.js";
import type { Part } from "./parts.js";

export interface Entry {
  /** Index into part.lines. */
  readonly line: number;
  readonly refs: readonly FieldRef[];
}

export function entriesOf(part: Part, answer: Answer, drop: (reason: string) => void): Entry[] {
  const refs = (written: readonly string[]): FieldRef[] =>
    written.slice(0, 40).flatMap((field) => {
      const ref = readRef(field);
      if (!ref) drop("field:unreadable");
      return ref ?? [];
    });
  const entries: Entry[] = answer.rows.map(({ line, fields }) => ({ line: line - 1, refs: refs(fields) }));
  for (const grid of answer.grids) {
    const columns = refs(grid.columns).filter(({ quote, line }) => quote === null && line !== null);
    const skip = new Set(grid.skip);
    for (let line = Math.max(1, grid.first); line <= Math.min(grid.last, part.lines.length); line++) {
      const own = part.lines[line - 1]!;
      if (skip.has(line) || own.header || own.context || own.cells.length < 2) continue;
      entries.push({
        line: line - 1,
        refs: columns
          .map((ref) => ({ ...ref, line, column: ref.line }))
          .filter(({ column }) => own.cells[(column ?? 0) - 1]),
      });
    }
  }
  return entries;
}
