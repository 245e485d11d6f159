/**
 * From candidate rows to entries: the words become values, each with its place.
 *
 * Errors  An entry that its schema refuses is our bug and throws; a value that is not understood is kept as unresolved.
 */
import type { CandidateRow } from "../model/candidate.js";
import type { Document } from "../model/document.js";
import type { Entry } from "../model/entry.js";
import { categorizePurpose } from "../normalization/purpose.js";
import { evidenceOf } from "./evidence.js";
import { keysFor } from "./key.js";
import { linkEntity, SURE } from "./link.js";
import { valuesOf } from "./values.js";

export function assemble(document: Document, rows: readonly CandidateRow[]): Entry[] {
  const drafts = rows.map((row) => draft(document, row));
  const keys = keysFor(drafts);
  return drafts.map((entry, i) => ({ ...entry, key: keys[i]! }));
}

function draft(document: Document, row: CandidateRow): Entry {
  const values = valuesOf(document.text, row.fields);
  const evidence = values.supported.flatMap(({ field, spans }) =>
    spans.map((span) => evidenceOf(document, field, span, row.hidden)),
  );
  const purpose_categories = categorizePurpose(
    ...[values.fields.service, values.fields.purpose].filter((words) => words !== null),
  );
  const link = linkEntity({ ...values.fields, purpose_categories });
  return {
    key: "",
    ...values.fields,
    purpose_categories: [...purpose_categories],
    entity: link && link.confidence >= SURE ? link.entity : null,
    method: row.method,
    confidence: row.confidence,
    hidden: row.hidden,
    provenance: row.provenance ?? null,
    evidence,
    unresolved: values.unresolved,
  };
}
