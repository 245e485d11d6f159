/**
 * Scores one document's entries against its labels, and sums such scores up.
 *
 * Shape   scoreDocument gives counts; summarize adds counts and derives rates. Nothing here reads files.
 * Unit    Rates are 0 to 1.
 * Source  The semantics of ../shared/eval/score.mjs; test/scripts/eval.test.ts compares the two.
 */
import { compareField, FIELDS, purposeOf } from "./fields.mjs";
import { nameKey, overlap } from "./words.mjs";

export function scoreDocument(reading, label) {
  const answers = reading?.entries ?? [];
  const { pairs, missing, extra } = align(answers, label.entries);
  const fields = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, { right: 0, wrong: 0, missed: 0 }]));
  const faults = [];
  let whole = 0;
  for (const [answer, wanted] of pairs) if (scoreEntry(answer, wanted, fields, faults)) whole += 1;
  return {
    entries: { right: pairs.length, wrong: extra.length, missed: missing.length },
    fields,
    whole,
    records: label.entries.length,
    languageAsked: Boolean(label.language),
    languageRight:
      Boolean(label.language) &&
      (reading?.language === label.language || (label.language === "nb" && reading?.language === "no")),
    isNegative: label.entries.length === 0,
    falseList: label.entries.length === 0 && answers.length > 0,
    decoys: (label.not_entries ?? []).length,
    decoysTaken: (label.not_entries ?? []).filter((decoy) => isTaken(decoy, extra)).length,
    missing: missing.map(shortName),
    extra: extra.map(shortName),
    faults,
  };
}

export function summarize(scores) {
  const entries = total(scores.map((score) => score.entries));
  const fields = Object.fromEntries(
    Object.keys(FIELDS).map((name) => [name, rates(total(scores.map((score) => score.fields[name])))]),
  );
  const count = (pick) => scores.reduce((sum, score) => sum + Number(pick(score)), 0);
  const records = count((score) => score.records);
  const asked = count((score) => score.languageAsked);
  return {
    documents: scores.length,
    ...prefixed("entry", rates(entries)),
    entries,
    macro_f1: scores.length ? count((score) => rates(score.entries).f1) / scores.length : 1,
    documents_perfect: scores.length ? count(isPerfect) / scores.length : 1,
    records,
    records_whole: records ? count((score) => score.whole) / records : 1,
    language_asked: asked,
    language_accuracy: asked ? count((score) => score.languageRight) / asked : 1,
    negatives: count((score) => score.isNegative),
    false_lists: count((score) => score.falseList),
    decoys: count((score) => score.decoys),
    decoys_taken: count((score) => score.decoysTaken),
    fields,
  };
}

/** Precision, recall and their mean; a count of nothing asked and nothing answered is right. */
export function rates({ right, wrong, missed }) {
  const precision = right + wrong ? right / (right + wrong) : 1;
  const recall = right + missed ? right / (right + missed) : 1;
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1, right, wrong, missed };
}

const isPerfect = (score) => score.entries.wrong === 0 && score.entries.missed === 0;
const prefixed = (prefix, { precision, recall, f1 }) => ({
  [`${prefix}_precision`]: precision,
  [`${prefix}_recall`]: recall,
  [`${prefix}_f1`]: f1,
});
const shortName = (entry) => entry.name ?? `(${entry.service ?? String(purposeOf(entry) ?? "").slice(0, 40)})`;

function total(counts) {
  const sum = { right: 0, wrong: 0, missed: 0 };
  for (const one of counts) for (const key of ["right", "wrong", "missed"]) sum[key] += one[key];
  return sum;
}

/** True when every asked field is right. */
function scoreEntry(answer, wanted, fields, faults) {
  let whole = true;
  for (const name of Object.keys(FIELDS)) {
    const outcome = compareField(name, answer, wanted);
    if (!outcome) continue;
    for (const key of ["right", "wrong", "missed"]) fields[name][key] += outcome[key];
    if (outcome.wrong + outcome.missed === 0) continue;
    whole = false;
    faults.push(
      `${shortName(wanted)}.${name}: ${JSON.stringify(outcome.answer)} ≠ ${JSON.stringify(outcome.label)}`.slice(
        0,
        240,
      ),
    );
  }
  return whole;
}

/** Pairs of answers and labels, the likeliest first, each used once. */
function align(answers, labels) {
  const likely = [];
  for (const [i, answer] of answers.entries())
    for (const [j, label] of labels.entries()) {
      const weight = likeness(answer, label);
      if (weight > 0) likely.push({ weight, i, j });
    }
  likely.sort((a, b) => b.weight - a.weight || Math.abs(a.i - a.j) - Math.abs(b.i - b.j));
  const [usedAnswers, usedLabels, pairs] = [new Set(), new Set(), []];
  for (const { i, j } of likely) {
    if (usedAnswers.has(i) || usedLabels.has(j)) continue;
    usedAnswers.add(i);
    usedLabels.add(j);
    pairs.push([answers[i], labels[j]]);
  }
  return {
    pairs,
    missing: labels.filter((_, j) => !usedLabels.has(j)),
    extra: answers.filter((_, i) => !usedAnswers.has(i)),
  };
}

/** By any of an entry's names; a withheld one by what it is for. The purpose tells two rows of one name apart. */
function likeness(answer, label) {
  if (label.name == null || answer.name == null) {
    if (label.name != null || answer.name != null) return 0;
    return overlap(answer.service ?? answer.purpose, label.service ?? label.purpose) >= 0.6 ? 1 : 0;
  }
  const [left, right] = [namesOf(answer), namesOf(label)];
  const near = Math.max(...left.flatMap((a) => right.map((b) => overlap(a, b))));
  const sameName = nameKey(answer.name) === nameKey(label.name) ? 0.5 : 0;
  const base = left.some((name) => right.includes(name)) ? 1 + sameName : near >= 0.8 ? near : 0;
  return base && base + 0.2 * overlap(purposeOf(answer), purposeOf(label));
}

const namesOf = (entry) => [
  ...new Set([entry.name, entry.legal_entity, ...(entry.aliases ?? [])].filter(Boolean).map(nameKey).filter(Boolean)),
];
const isTaken = (decoy, extra) => extra.some((entry) => namesOf(entry).includes(nameKey(decoy)));
