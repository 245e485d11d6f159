/**
 * Pipe tables: rows of cells divided by "|", under a header and a row of dashes.
 * A pipe that is escaped or stands inside a code span divides nothing.
 */
export function isDelimiterRow(text: string): boolean {
  if (!text.includes("-") || !text.includes("|")) return false;
  const cells = splitRow(text);
  return cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell));
}

export function splitRow(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  let inCode = false;
  for (let index = text.startsWith("|") ? 1 : 0; index < text.length; index++) {
    const mark = text[index]!;
    if (mark === "\\" && text[index + 1] === "|") {
      cell += "|";
      index++;
    } else if (mark === "|" && !inCode) {
      cells.push(cell.trim());
      cell = "";
    } else {
      if (mark === "`") inCode = !inCode && text.indexOf("`", index + 1) !== -1;
      cell += mark;
    }
  }
  if (cell.trim() !== "" || !text.endsWith("|")) cells.push(cell.trim());
  return cells;
}
