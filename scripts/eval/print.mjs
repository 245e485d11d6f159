/** The score as a table for people: one line a document, then by language, by layout, by field, and the sum. */
const pct = (rate) => (100 * rate).toFixed(1).padStart(6);
const left = (text, width) => String(text).padEnd(width).slice(0, width);

/** `rows` are { id, layout, language, score }; `groups` are [title, Map of name → summary]. */
export function printTable({ rows, groups, summary, verbose }, print) {
  for (const row of rows) printDocument(row, verbose, print);
  for (const [title, parts] of groups) printGroup(title, parts, print);
  printFields(summary, print);
  print("");
  print(
    `language right ${pct(summary.language_accuracy).trim()} % of ${summary.language_asked} · documents without a list ` +
      `${summary.negatives}, of them given entries ${summary.false_lists} · names that are no entries ${summary.decoys}, ` +
      `of them taken ${summary.decoys_taken}`,
  );
  print(
    `${summary.documents} documents · ${summary.records} entries · entry P ${pct(summary.entry_precision)} R ` +
      `${pct(summary.entry_recall)} F1 ${pct(summary.entry_f1)} · macro F1 ${pct(summary.macro_f1)} · perfect documents ` +
      `${pct(summary.documents_perfect)} % · records whole ${pct(summary.records_whole)} %`,
  );
}

function printDocument({ id, language, score }, verbose, print) {
  const { right, wrong, missed } = score.entries;
  const clean = wrong + missed + score.faults.length === 0 && (!score.languageAsked || score.languageRight);
  if (clean && !verbose) return;
  print(
    `${left(id, 40)} ${left(language ?? "", 3)} right ${String(right).padStart(3)}  wrong ${String(wrong).padStart(3)}  ` +
      `missed ${String(missed).padStart(3)}  whole ${score.whole}/${score.records}` +
      (score.languageAsked && !score.languageRight ? "  language wrong" : ""),
  );
  if (score.missing.length) print(`    missing: ${score.missing.join(" · ")}`);
  if (score.extra.length) print(`    extra:   ${score.extra.join(" · ")}`);
  for (const fault of score.faults) print(`    ${fault}`);
}

function printGroup(title, parts, print) {
  print("");
  print(`${left(title, 28)} docs  entry P      R     F1  whole %`);
  for (const [name, part] of parts)
    print(
      `${left(name || "(unnamed)", 28)} ${String(part.documents).padStart(4)}  ${pct(part.entry_precision)} ` +
        `${pct(part.entry_recall)} ${pct(part.entry_f1)}   ${pct(part.records_whole)}`,
    );
}

function printFields(summary, print) {
  print("");
  print(`${left("field", 28)}       P      R     F1   right  wrong  missed`);
  for (const [name, field] of Object.entries(summary.fields))
    print(
      `${left(name, 28)}  ${pct(field.precision)} ${pct(field.recall)} ${pct(field.f1)}  ${String(field.right).padStart(6)} ` +
        `${String(field.wrong).padStart(6)}  ${String(field.missed).padStart(6)}`,
    );
}
