/**
 * Marks that begin a list item in plain text: bullets, dashes, "1.", "a)", "iv.".
 * A dash alone is no mark: in a flattened table it is a cell that says nothing.
 */
export interface ListMark {
  /** Width of the white space before the mark. */
  readonly indent: number;
  /** Code units up to the item's words. */
  readonly length: number;
  /** The number of a numbered item. */
  readonly number: number | null;
}

const MARK =
  /^[ \t\u00a0]{0,80}(?:[•●▪◦‣○■□–—·*+-]|(\d{1,3})[.)]|\(?(?:[a-zæøåäö]|[ivx]{1,5})[.)]|\((\d{1,2})\))[ \t\u00a0]{1,20}(?=\S)/u;

export function readMark(text: string): ListMark | null {
  const match = MARK.exec(text);
  if (!match) return null;
  const indent = match[0].length - match[0].trimStart().length;
  const digits = match[1] ?? match[2];
  return { indent, length: match[0].length, number: digits === undefined ? null : Number(digits) };
}
