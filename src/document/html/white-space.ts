/** White space as HTML collapses it. Looked at by code unit: a regular expression costs more than the text is long. */

export const isWhite = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

export function isAllWhite(source: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isWhite(source.charCodeAt(at))) return false;
  return true;
}

/** The stretch with every run of white space as one space; the letters themselves where there is nothing to do. */
export function collapse(source: string, start: number, end: number): string {
  const text = source.slice(start, end);
  let wasSpace = false;
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    const space = code === 32;
    if ((space && wasSpace) || (code < 14 && code > 8)) return text.replace(/[ \t\n\v\f\r]+/g, " ");
    wasSpace = space;
  }
  return text;
}
