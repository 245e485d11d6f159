/**
 * What comes out of documents that the rules cannot read, with a perfect reader and with a liar behind the endpoint.
 *
 * Shape   A document counts where the rules alone find less than half of it. Scored by scripts/eval/score.mjs; a quote is grounded where
 *         document.text holds it at its offsets.
 */
import { scoreDocument, summarize } from "../../scripts/eval/score.mjs";
import { lying, perfect } from "./brains.mjs";
import { oddDocuments } from "./odd-lists.mjs";
import { startModel } from "./stub.mjs";

const { openModel, readSnapshot } = await import(new URL("../../dist/pipeline.js", import.meta.url));

export async function readOdd(documents = oddDocuments()) {
  const results = [];
  for (const document of documents) {
    const rules = await readBy(document, null);
    if (f1(rules.score.entries) >= 0.5) continue;
    results.push({ document, rules, perfect: await readBy(document, perfect), lying: await readBy(document, lying) });
  }
  return { all: documents.length, results };
}

export async function readBy(document, brain) {
  const model = brain && (await startModel(brain(document)));
  const endpoint = model && { model: "perfect", baseURL: model.url };
  const llm = model && (await openModel({ mode: "fallback", endpoint }));
  let text = "";
  let visible = 0;
  const reading = await readSnapshot(snapshotOf(document), {
    llm,
    onDocument: (read) => {
      text = read.text;
      visible = read.blocks.reduce((sum, { hidden, span }) => sum + (hidden ? 0 : span.end - span.start), 0);
    },
  });
  await model?.close();
  const evidence = reading.entries.flatMap((entry) => entry.evidence);
  return {
    reading,
    score: scoreDocument(reading, document.label),
    evidence: evidence.length,
    grounded: evidence.filter(({ quote, start, end }) => text.slice(start, end) === quote).length,
    taken: reading.entries.filter(({ name }) => document.others.includes(name)).map(({ name }) => name),
    requests: model?.requests ?? [],
    visible,
  };
}

export const sumOf = (runs) => summarize(runs.map(({ score }) => score));

const snapshotOf = ({ id, name, words }) => ({
  source: `${id}/${name}`,
  bytes: new TextEncoder().encode(words),
  hash: `sha256:${"0".repeat(64)}`,
  contentType: null,
  fileName: name,
  retrievedAt: null,
});

const f1 = ({ right, wrong, missed }) => (right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed));
