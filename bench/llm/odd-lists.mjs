/**
 * Made-up documents whose lists the rules hardly read: sentences, odd layouts, languages with few words of ours or none. The same every time.
 *
 * Shape   { id, name, words, label }: name is a file's, label what scripts/eval/score.mjs compares with, quotes[] beside each entry what a
 *         reader would point at. Every document names its publisher, a company that is none, and a customer as well.
 */
import { seeded } from "../documents.mjs";
import { LANGUAGES } from "./odd-words.mjs";

const FIRST =
  "Alm Birk Ceder Dolma Esker Fjord Grana Hasel Iltam Jarmu Kvist Lodra Mirt Nebla Orvik Pirna Quara Rosta Silda Tarnu".split(
    " ",
  );
const SECOND = "data nord cloud post line werk soft desk kode stream".split(" ");

export const LAYOUTS = {
  sentences: ({ sentences }, entries) =>
    entries.map((entry, at) => fill(sentences[at % sentences.length], entry)).join(" "),
  paragraphs: ({ sentences }, entries) =>
    entries.map((entry, at) => fill(sentences[(at + 1) % sentences.length], entry)).join("\n\n"),
  arrows: (_, entries) => entries.map((entry) => fill("{p} → {n} → {c}", entry)).join("\n"),
  "purpose first": (_, entries) => entries.map((entry) => fill("{p}\n{c}\n{n}", entry)).join("\n\n"),
  slashes: (_, entries) => entries.map((entry) => fill("{c} / {p} / {n}", entry)).join("\n"),
  questions: ({ question }, entries) => entries.map((entry) => fill(`${question}\n{n}, {c}.`, entry)).join("\n\n"),
  "nested bullets": (_, entries) => entries.map((entry) => fill("- {p}\n  - {n} ({c})", entry)).join("\n"),
  "unknown heads": (_, entries) =>
    html(
      `<table><tr><th>K1</th><th>K2</th><th>K3</th></tr>${entries.map((entry) => fill("<tr><td>{p}</td><td>{c}</td><td>{n}</td></tr>", entry)).join("")}</table>`,
    ),
  "two a row": (_, entries) =>
    html(
      `<table>${pairs(entries)
        .map((pair) => `<tr>${pair.map((entry) => fill("<td>{n}</td><td>{p}</td><td>{c}</td>", entry)).join("")}</tr>`)
        .join("")}</table>`,
    ),
  sideways: (_, entries) =>
    html(
      `<table>${["{n}", "{p}", "{c}"].map((one) => `<tr>${entries.map((entry) => `<td>${fill(one, entry)}</td>`).join("")}</tr>`).join("")}</table>`,
    ),
  semicolons: ({ intro }, entries) => `${intro} ${entries.map((entry) => fill("{n}, {p}, {c}", entry)).join("; ")}.`,
};

/** Two of each layout in every language, each third one inside a long agreement. */
export function oddDocuments() {
  const random = seeded(29);
  return Object.keys(LANGUAGES).flatMap((language) =>
    Object.keys(LAYOUTS).map((layout, at) => oddDocument(language, layout, at % 3 === 2, random)),
  );
}

export function oddDocument(language, layout, isLong, random) {
  const words = LANGUAGES[language];
  const entries = entriesOf(words, 4 + Math.floor(random() * 5), random);
  const publisher = `${FIRST[Math.floor(random() * FIRST.length)]}hus ${words.forms[0]}`;
  const others = [
    fill(words.negated, { name: `Revidon ${words.forms[0]}` }),
    fill(words.customer, { name: `Handelo ${words.forms[0]}` }),
  ];
  const list = LAYOUTS[layout](words, entries);
  const isHtml = list.startsWith("<");
  const paragraph = (text) => (isHtml ? `<p>${text}</p>` : `${text}\n`);
  const padding = isLong ? Array.from({ length: 90 }, (_, at) => paragraph(`${at + 1}. ${words.clause}`)) : [];
  const heading = (text) => (isHtml ? `<h2>${text}</h2>` : `${text}\n`);
  const body = [
    heading(`${words.title} – ${publisher}`),
    ...padding.slice(0, 60),
    heading(words.heading),
    paragraph(words.announce),
    list,
    isHtml ? "" : "",
    ...others.map(paragraph),
    ...padding.slice(60),
  ].join("\n");
  return {
    id: `${language}-${layout.replaceAll(" ", "-")}${isLong ? "-long" : ""}`,
    language,
    layout,
    isLong,
    name: isHtml ? "list.html" : "list.txt",
    words: isHtml ? `<!doctype html><html lang="${language}"><meta charset="utf-8"><body>${body}</body></html>` : body,
    entries,
    others: [publisher, `Revidon ${words.forms[0]}`, `Handelo ${words.forms[0]}`],
    label: {
      language,
      entries: entries.map(({ name, purpose, code }) => ({ name, purpose, processing_countries: [code] })),
      not_entries: [publisher],
    },
  };
}

function entriesOf({ forms, purposes, places }, count, random) {
  const pick = (all) => all[Math.floor(random() * all.length)];
  const unused = [...purposes];
  const names = new Set();
  while (names.size < count) names.add(`${pick(FIRST)}${pick(SECOND)}${random() < 0.8 ? ` ${pick(forms)}` : ""}`);
  return [...names].map((name) => {
    const [place, code] = pick(Object.entries(places));
    return { name, purpose: unused.splice(Math.floor(random() * unused.length), 1)[0], place, code };
  });
}

const fill = (template, { name, purpose, place }) =>
  template.replaceAll("{n}", name).replaceAll("{p}", purpose).replaceAll("{c}", place);
const html = (table) => table;
const pairs = (all) => Array.from({ length: Math.ceil(all.length / 2) }, (_, at) => all.slice(at * 2, at * 2 + 2));
