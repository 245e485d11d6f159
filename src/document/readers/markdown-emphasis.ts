/**
 * Which stars, underlines and tildes of a Markdown text are marks of emphasis, and which are letters.
 *
 * Shape   One walk; each mark looks only at the nearest waiting opener of its own kind, so the work is linear.
 */

/** Places of the *, _ and ~~ that are marks and not letters: an opener with a closer after it. */
export function emphasisMarks(source: string): ReadonlySet<number> {
  const marks = new Set<number>();
  if (!/[*_~]/.test(source)) return marks;
  const openers = new Map<string, number[]>();
  for (const { index, 0: run } of source.matchAll(/\*{1,3}|_{1,3}|~{1,2}/g)) {
    if (source[index - 1] === "\\") continue;
    pairMark(source, index, run, openers, marks);
  }
  return marks;
}

function pairMark(source: string, at: number, run: string, openers: Map<string, number[]>, marks: Set<number>): void {
  const [before, after] = [source[at - 1] ?? " ", source[at + run.length] ?? " "];
  const inWord = run[0] === "_" && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
  if (inWord || (run === "~" && /\d/.test(after))) return;
  const waiting = openers.get(run);
  const opener = /\S/.test(before) ? waiting?.pop() : undefined;
  if (opener !== undefined) {
    for (let step = 0; step < run.length; step++) marks.add(opener + step).add(at + step);
  } else if (/\S/.test(after)) {
    if (waiting) waiting.push(at);
    else openers.set(run, [at]);
  }
}
