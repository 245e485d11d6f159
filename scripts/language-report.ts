/**
 * Measures language detection and writes docs/language.md: franc-all alone beside ours, on windows of 20 to 300 letters and on
 * whole documents.
 *
 * Shape   Windows follow one another through a text and are cut at spaces, so none halves a word; none is chosen by hand.
 *         "Lexicon" counts the windows whose language is among those that the guess says to read with.
 * Run     npx rolldown scripts/language-report.ts --platform node --file dist/scripts/language-report.mjs && node dist/scripts/language-report.mjs
 * Source  test/language/sentences (written for this) and, where they lie beside the project, the documents of ../shared/corpus.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { functionWords } from "../src/knowledge/function-words.js";
import { detectLanguage } from "../src/language/detect.js";
import { trigramScores } from "../src/language/trigrams.js";
import { windows } from "../test/language/windows.js";

const SENTENCES = "test/language/sentences";
const CORPUS = "../shared/corpus";
const CORPUS_PARTS = ["seeds", "public", "files"];
const REPORT = "docs/language.md";
const SIZES = [20, 50, 100, 300];

interface Sample {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}
interface Count {
  all: number;
  franc: number;
  ours: number;
  lexicon: number;
}

function main(): void {
  const sentences = readSentences();
  const documents = existsSync(CORPUS) ? CORPUS_PARTS.flatMap(readDocuments) : [];
  const parts = [head(), "## Sentences\n", sentencesNote(), windowTable(sentences)];
  if (documents.length > 0) {
    parts.push("## Pieces of documents\n", piecesNote(), windowTable(documents));
    parts.push("## Whole documents\n", documentsNote(documents.length), documentTable(documents));
  }
  mkdirSync("docs", { recursive: true });
  writeFileSync(REPORT, `${parts.join("\n")}\n`);
  process.stderr.write(`Wrote ${REPORT}\n`);
}

function readSentences(): Sample[] {
  return readdirSync(SENTENCES)
    .sort()
    .map((name) => ({
      language: name.replace(".txt", ""),
      name,
      text: readFileSync(`${SENTENCES}/${name}`, "utf8").trim(),
    }));
}

/** Text, Markdown and HTML; PDF and office files need their readers, which is not what is measured here. */
function readDocuments(part: string): Sample[] {
  return readdirSync(`${CORPUS}/${part}/docs`)
    .filter((name) => /\.(?:txt|md|html)$/u.test(name))
    .sort()
    .map((name) => {
      const gold = readFileSync(`${CORPUS}/${part}/gold/${name.replace(/\.\w+$/u, ".json")}`, "utf8");
      const text = readFileSync(`${CORPUS}/${part}/docs/${name}`, "utf8");
      return { language: JSON.parse(gold).language, name, text: name.endsWith(".html") ? withoutTags(text) : text };
    });
}

const withoutTags = (html: string): string =>
  html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/giu, " ")
    .replace(/<[^<>]*>/gu, " ")
    .replace(/&nbsp;/gu, " ");

function measure(samples: readonly { language: string; text: string }[]): Count {
  const count = { all: samples.length, franc: 0, ours: 0, lexicon: 0 };
  for (const { language, text } of samples) {
    const guess = detectLanguage(text);
    if (francAlone(text) === language) count.franc++;
    if (guess.language === language) count.ours++;
    if (guess.lexicons.includes(language)) count.lexicon++;
  }
  return count;
}

function francAlone(text: string): string {
  const scores = trigramScores(text);
  const best = Math.max(...scores);
  return best > 0 ? functionWords()[scores.indexOf(best)]!.language : "und";
}

function windowTable(samples: readonly Sample[]): string {
  const languages = [...new Set(samples.map(({ language }) => language))].sort();
  const rows = languages.map((language) =>
    windowRow(
      language,
      samples.filter((sample) => sample.language === language),
    ),
  );
  return table(
    ["language", ...SIZES.flatMap((size) => [`${size}: n`, "franc", "ours", "lexicon"])],
    [...rows, windowRow("**all**", samples)],
  );
}

function windowRow(label: string, samples: readonly Sample[]): string[] {
  const cells = SIZES.flatMap((size) => {
    const pieces = samples.flatMap(({ language, text }) =>
      windows(text, size).map((piece) => ({ language, text: piece })),
    );
    const { all, franc, ours, lexicon } = measure(pieces);
    return [String(all), percent(franc, all), percent(ours, all), percent(lexicon, all)];
  });
  return [label, ...cells];
}

function documentTable(documents: readonly Sample[]): string {
  const languages = [...new Set(documents.map(({ language }) => language))].sort();
  const row = (label: string, samples: readonly Sample[]): string[] => {
    const { all, franc, ours, lexicon } = measure(samples);
    return [label, String(all), String(franc), String(ours), String(lexicon)];
  };
  const rows = languages.map((language) =>
    row(
      language,
      documents.filter((document) => document.language === language),
    ),
  );
  return table(["language", "documents", "franc", "ours", "lexicon"], [...rows, row("**all**", documents)]);
}

const percent = (part: number, all: number): string =>
  all === 0 ? "–" : ((100 * part) / all).toFixed(part === all ? 0 : 1);

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line), ""].join("\n");
}

const head = (): string => `# How well languages are told apart

Written by \`scripts/language-report.ts\`; do not edit. Franc alone is franc-all restricted to the ${functionWords().length} languages of
\`data/function-words\`; ours adds the vote of words, endings and letters. **Lexicon** says how often the language is among
those the reader is told to read with: where two languages nearly tie, it reads with both. Figures are percent unless said otherwise.
`;
const sentencesNote =
  (): string => `Forty sentences a language, made up for this, cut into pieces of at most 20, 50, 100 and 300 letters. The same hand wrote the
sentences and the word lists, and lengthened the lists once after a first look at these figures: they flatter ours, and the documents
further down are the fairer measure.
`;
const piecesNote =
  (): string => `Pieces of the documents of \`../shared/corpus\`, counted for the language that the document's list is written in. Pieces of company
names, addresses and English quotations count as errors here although no reader could do better: the ceiling is below 100.
`;
const documentsNote = (
  all: number,
): string => `The ${all} text, Markdown and HTML documents of the same corpus, each as a whole, in documents.
`;

main();
