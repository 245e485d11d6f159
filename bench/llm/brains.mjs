/**
 * Two readers that know what stands in a document: one that says all of it and nothing else, one that lies about half.
 *
 * Shape   They get the lines that were sent and see no more: what was not sent, or was masked, they cannot say. Answers have the form of
 *         prompts/read-list.md, with numbers of lines and columns where a quote fills one, and grids for runs of rows.
 */
export const perfect = (document) => (lines) => {
  const rows = document.entries.flatMap((entry) => rowOf(lines, entry, document.entries));
  return withGrids(lines, rows);
};

/** Where the name stands with most of what belongs to it close by. */
function rowOf(lines, entry, all) {
  const places = lines.filter(({ text }) => hasWords(text, entry.name));
  if (places.length === 0) return [];
  const near = ({ number }) =>
    [entry.purpose, entry.place].filter((quote) => nearest(lines, number, quote, entry, all)).length;
  const line = places.reduce((best, place) => (near(place) > near(best) ? place : best));
  const field = (name, quote) => {
    const at = nearest(lines, line.number, quote, entry, all);
    return at ? [refOf(name, at, quote, line, line.cells.indexOf(entry.name))] : [];
  };
  return [
    {
      line: line.number,
      fields: [
        refOf("name", line, entry.name, line),
        ...field("purpose", entry.purpose),
        ...field("place", entry.place),
      ],
    },
  ];
}

/** The line with the quote that is nearest, not beyond another company's line. */
function nearest(lines, number, quote, entry, all) {
  const others = all.filter(({ name }) => name !== entry.name);
  for (let away = 0; away <= 4; away++)
    for (const at of [number - away, number + away]) {
      const line = lines[at - 1];
      const between = lines
        .slice(Math.min(at, number) - 1, Math.max(at, number))
        .filter((one) => one.number !== number);
      const crosses = between.some(({ text }) => others.some(({ name }) => hasWords(text, name)));
      if (line && !crosses && hasWords(line.text, quote)) return line;
    }
  return null;
}

/** Of the same words in several columns those below the name. */
function refOf(name, line, quote, own, below) {
  const column = line.cells[below] === quote && line !== own ? below : line.cells.indexOf(quote);
  if (line.cells.length > 1 && column >= 0) return `${name}@${line.number}.${column + 1}`;
  if (line.text === quote) return `${name}@${line.number}`;
  return line.number === own.number ? `${name}=${quote}` : `${name}@${line.number}=${quote}`;
}

/** Rows of one table whose fields stand in the same columns are said once. */
function withGrids(lines, rows) {
  const columnsOf = ({ line, fields }) => {
    const cells = fields.map((field) => /^([a-z]+)@(\d+)\.(\d+)$/u.exec(field));
    return cells.every((cell) => cell && Number(cell[2]) === line)
      ? cells.map(([, field, , column]) => `${field}@${column}`).join(" ")
      : null;
  };
  const count = new Map();
  for (const row of rows) count.set(columnsOf(row), (count.get(columnsOf(row)) ?? 0) + 1);
  const single = (row) =>
    columnsOf(row) === null ||
    count.get(columnsOf(row)) < 3 ||
    rows.some((other) => other !== row && other.line === row.line);
  const kept = rows.filter(single);
  const grids = [...count.keys()].flatMap((columns) => {
    const own = rows.filter((row) => !single(row) && columnsOf(row) === columns).map(({ line }) => line);
    if (own.length === 0) return [];
    const [first, last] = [Math.min(...own), Math.max(...own)];
    const skip = lines
      .map(({ number }) => number)
      .filter((number) => number > first && number < last && !own.includes(number));
    return [{ first, last, skip, columns: columns.split(" ") }];
  });
  return { grids, rows: kept };
}

const SIGN = /[\p{L}\p{N}]/u;
function hasWords(text, quote) {
  const at = text.indexOf(quote);
  return at >= 0 && !SIGN.test(text[at - 1] ?? " ") && !SIGN.test(text[at + quote.length] ?? " ");
}

/** Every lie that a reader may tell: whom it invents, and what it says of those that stand there. */
export const LIES = [
  "invented company",
  "negated company",
  "publisher",
  "customer",
  "words of another entry",
  "place of another entry",
  "invented place",
  "invented purpose",
  "purpose as a name",
  "name with another form",
];

/** All that is true, and as many falsehoods beside it, each of another kind. */
export const lying = (document) => (lines) => {
  const truth = perfect(document)(lines).rows.concat(gridRows(lines, perfect(document)(lines).grids));
  const someLine = () => lines[Math.floor(lines.length / 2)].number;
  const lies = truth.map((_, at) => {
    const entry = document.entries[at % document.entries.length];
    const other = document.entries[(at + 1) % document.entries.length];
    const lineOf = (words) => lines.find(({ text }) => text.includes(words))?.number ?? someLine();
    const own = lineOf(entry.name);
    return {
      "invented company": { line: own, fields: [`name=Phantomix ${at} GmbH`, `purpose=${entry.purpose}`] },
      "negated company": { line: lineOf(document.others[1]), fields: [`name=${document.others[1]}`] },
      publisher: { line: lineOf(document.others[0]), fields: [`name=${document.others[0]}`] },
      customer: { line: lineOf(document.others[2]), fields: [`name=${document.others[2]}`] },
      "words of another entry": { line: own, fields: [`name=${entry.name}`, `purpose=${other.purpose}`] },
      "place of another entry": {
        line: own,
        fields: [`name=${entry.name}`, `place@${lineOf(other.place)}=${other.place}`],
      },
      "invented place": { line: own, fields: [`name=${entry.name}`, "place=Brasilia", "country=Japan"] },
      "invented purpose": {
        line: own,
        fields: [`name=${entry.name}`, "purpose=moon travel", "data=shoe sizes", "transfer=SCC", "number=999 888 777"],
      },
      "purpose as a name": { line: lineOf(entry.purpose), fields: [`name=${entry.purpose}`] },
      "name with another form": { line: own, fields: [`name=${entry.name.split(" ")[0]} Ltd`] },
    }[LIES[(at + document.id.length) % LIES.length]];
  });
  return { grids: [], rows: [...lies, ...truth] };
};

const gridRows = (lines, grids) =>
  grids.flatMap(({ first, last, skip, columns }) =>
    lines
      .filter(({ number }) => number >= first && number <= last && !skip.includes(number))
      .map(({ number }) => ({ line: number, fields: columns.map((column) => column.replace("@", `@${number}.`)) })),
  );
