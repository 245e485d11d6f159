/** Lists as the record stage would give them: every stated field has its words as evidence. */
import type { Entry, Evidence, EvidenceField } from "../../src/model/entry.js";
import type { Reading } from "../../src/model/reading.js";

export interface Row {
  readonly name?: string | null;
  readonly legal_entity?: string | null;
  readonly aliases?: readonly string[];
  readonly number?: string;
  readonly address?: string;
  readonly countries?: readonly string[];
  readonly places?: readonly Entry["processing_countries"][number][];
  /** Words of the place where they are not its codes. */
  readonly placeWords?: string;
  readonly service?: string;
  readonly purpose?: string | null;
  readonly data?: string;
  readonly mechanisms?: Entry["transfer_mechanisms"];
  readonly updated?: string;
  readonly website?: string;
  readonly entity?: string;
  readonly hidden?: boolean;
  readonly status?: Entry["status"];
  readonly unresolved?: { readonly field: EvidenceField; readonly quote: string };
}

export function list(rows: readonly Row[], more: Partial<Reading> = {}): Reading {
  let offset = 0;
  const entries = rows.map((row, index) => {
    const entry = entryOf(row, index, offset);
    offset = Math.max(offset, ...entry.evidence.map(({ end }) => end)) + 1;
    return entry;
  });
  return {
    source: "list",
    snapshot: `sha256:${"0".repeat(63)}${(counter = (counter + 1) % 10)}`,
    media_type: "text/html",
    reader: "html/1",
    rules: "1",
    language: "en",
    publisher: null,
    title: "Sub-processors",
    status: rows.length > 0 ? "listed" : "no_list",
    list_updated: null,
    method: "rule",
    confidence: 1,
    entries,
    warnings: [],
    failure: null,
    ...more,
  };
}
let counter = 0;

function entryOf(row: Row, index: number, offset: number): Entry {
  const name = row.name === undefined ? null : row.name;
  const words: [EvidenceField, string | null | undefined][] = [
    ["name", name],
    ["legal_entity", row.legal_entity],
    ...(row.aliases ?? []).map((alias): [EvidenceField, string] => ["aliases", alias]),
    ["registration_numbers", row.number],
    ["address", row.address],
    ["countries", row.countries?.join(", ")],
    ["service", row.service],
    ["purpose", row.purpose],
    ["data_categories", row.data],
    ["processing_countries", row.placeWords ?? row.places?.join(", ")],
    ["transfer_mechanisms", row.mechanisms?.join(", ")],
    ["updated", row.updated],
  ];
  let at = offset;
  const evidence = words.flatMap(([field, quote]) => {
    if (!quote) return [];
    const start = at;
    at += quote.length + 1;
    return [evidenceOf(field, quote, start)];
  });
  return {
    key: `${index}`,
    name,
    legal_entity: row.legal_entity ?? null,
    aliases: [...(row.aliases ?? [])],
    registration_numbers: row.number ? [{ scheme: null, value: row.number, valid: null }] : [],
    address: row.address ?? null,
    countries: [...(row.countries ?? [])],
    processing_countries: [...(row.places ?? [])],
    service: row.service ?? null,
    purpose: row.purpose ?? null,
    purpose_categories: [],
    data_categories: row.data ?? null,
    data_subjects: null,
    transfer_mechanisms: [...(row.mechanisms ?? [])],
    updated: row.updated ?? null,
    valid_from: null,
    valid_to: null,
    status: row.status ?? "active",
    level: 1,
    website: row.website ?? null,
    entity: row.entity ?? null,
    method: "rule:header-table",
    confidence: 1,
    hidden: row.hidden ?? false,
    provenance: null,
    evidence,
    unresolved: row.unresolved
      ? [{ ...row.unresolved, reason: "not-understood", start: at, end: at + row.unresolved.quote.length }]
      : [],
  };
}

function evidenceOf(field: EvidenceField, quote: string, start: number): Evidence {
  const nowhere = { page: null, box: null, path: null, line: null, hidden: false, ocr: false };
  return { field, quote, start, end: start + quote.length, ...nowhere };
}
