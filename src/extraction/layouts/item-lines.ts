/**
 * One entry a line, without a mark before it: "Hosting: Example AB (Sweden)", "Example AB (hosting, Sweden)".
 *
 * How     Neighbouring lines that each name a company for certain and say something of it. One line alone, or lines that
 *         hold a name or an address only, are blocks and not a list of this kind.
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import { isAnnouncement, type Region } from "../regions.js";
import { type Proposal, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { readItems } from "./item-kind.js";
import type { ReadItem } from "./item-name.js";

interface Entry {
  readonly line: Line;
  readonly item: ReadItem;
}

export function readItemLines(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  return runsOf(text, region.lines, vocabulary).map(({ run, before }) => {
    const sureness = run.reduce((sum, { item }) => sum + item.sureness, 0) / run.length;
    const rows = run.map(({ item, line }) => ({
      cells: item.cells,
      span: rowSpan(item.cells),
      hidden: line.hidden,
      groups: [],
    }));
    const announced = before !== null && isAnnouncement(before, vocabulary) ? 1 : 0;
    return {
      method: "rule:item-lines",
      rows,
      span: { start: run[0]!.line.start, end: run.at(-1)!.line.end },
      score: region.listness + announced + 2 * (sureness - 0.5) + 0.25 * Math.min(4, rows.length),
    };
  });
}

interface Run {
  readonly run: readonly Entry[];
  readonly before: Line | null;
}

function runsOf(text: string, lines: readonly Line[], vocabulary: Vocabulary): Run[] {
  const runs: Run[] = [];
  let open: Entry[] = [];
  let before: Line | null = null;
  const close = () => {
    if (open.length > 1 && open.filter(({ item }) => item.cells.length > 1).length * 3 >= open.length * 2)
      runs.push({ run: open, before });
    open = [];
  };
  for (const line of lines) {
    const items = isEntry(line, vocabulary) ? readItems(text, line, vocabulary) : [];
    if (items.length > 0 && items.every(isNamed)) open.push(...items.map((item) => ({ line, item })));
    else {
      close();
      before = line;
    }
  }
  close();
  return runs;
}

const isNamed = ({ cells, sureness, withheld }: ReadItem): boolean =>
  !withheld && sureness >= 0.9 && cells.some(({ field }) => field === "name");

/** A plain line of moderate length that is no announcement and holds a company before its first full stop. */
function isEntry(line: Line, vocabulary: Vocabulary): boolean {
  if (line.kind !== "paragraph" || line.text.length > 400 || line.text.length < 8 || line.text.endsWith(":"))
    return false;
  if (vocabulary.saysSubprocessor(line.words)) return false;
  return findLegalForm(line.text) !== null || /[(:–—,]/u.test(line.text);
}
