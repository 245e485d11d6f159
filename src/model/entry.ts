/**
 * One sub-processor as one document states it. Field names are the same in JSON, SQL, CSV and here.
 * The schema is the type, the check, the JSON Schema and the documentation.
 */
import { z } from "zod";

export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/u)
  .describe("ISO 3166-1 alpha-2, e.g. DK");
export const REGIONS = ["EU", "EEA", "non-EEA", "worldwide"] as const;
export const Place = z.union([CountryCode, z.enum(REGIONS)]).describe("A country or a region");
export type Place = z.infer<typeof Place>;

export const TRANSFER_MECHANISMS = [
  "scc",
  "dpf",
  "privacy_shield",
  "adequacy",
  "bcr",
  "consent",
  "derogation",
  "none_needed",
  "other",
] as const;
export const TransferMechanism = z.enum(TRANSFER_MECHANISMS);
export type TransferMechanism = z.infer<typeof TransferMechanism>;

export const PURPOSE_CATEGORIES = [
  "hosting",
  "storage",
  "backup",
  "email",
  "communication",
  "support",
  "analytics",
  "monitoring",
  "payments",
  "accounting",
  "crm",
  "marketing",
  "ai",
  "security",
  "identity",
  "development",
  "other",
] as const;
export const PurposeCategory = z.enum(PURPOSE_CATEGORIES);
export type PurposeCategory = z.infer<typeof PurposeCategory>;

export const ENTRY_STATUSES = ["active", "planned", "optional", "ending", "ended"] as const;
export const EntryStatus = z.enum(ENTRY_STATUSES);

export const EVIDENCE_FIELDS = [
  "name",
  "legal_entity",
  "aliases",
  "registration_numbers",
  "address",
  "countries",
  "processing_countries",
  "service",
  "purpose",
  "data_categories",
  "data_subjects",
  "transfer_mechanisms",
  "updated",
  "valid_from",
  "valid_to",
  "status",
  "level",
  "website",
] as const;
export const EvidenceField = z.enum(EVIDENCE_FIELDS);
export type EvidenceField = z.infer<typeof EvidenceField>;

export const Evidence = z
  .strictObject({
    field: EvidenceField.describe("The field that these words support"),
    quote: z.string().min(1).describe("The supplier's own words: text.slice(start, end)"),
    start: z.int().min(0).describe("UTF-16 offset into the document's text"),
    end: z.int().min(1).describe("UTF-16 offset, not inside"),
    page: z.int().min(1).nullable().describe("PDF page, from 1"),
    box: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .nullable()
      .describe("PDF: left, top, right, bottom in points from the top left"),
    path: z.string().nullable().describe("HTML element path, or sheet and cell such as Sheet1!B4"),
    line: z.int().min(1).nullable().describe("Line of a text document, from 1"),
    hidden: z.boolean().describe("The words stand in a part that the page does not show"),
    ocr: z.boolean().describe("The words were recognized from a picture"),
  })
  .describe("Where the words of one value stand");
export type Evidence = z.infer<typeof Evidence>;

export const RegistrationNumber = z
  .strictObject({
    scheme: z
      .string()
      .nullable()
      .describe(
        "e.g. dk-cvr, no-orgnr, se-orgnr, fi-ytunnus, is-kennitala, eu-vat, us-ein, de-hrb; null where unknown",
      ),
    value: z.string().min(1).describe("As written, label aside"),
    valid: z
      .boolean()
      .nullable()
      .describe("Whether the check digit holds; null where the scheme has none or is unknown"),
  })
  .describe("Company, VAT or tax number");
export type RegistrationNumber = z.infer<typeof RegistrationNumber>;

export const UNRESOLVED_REASONS = [
  "not-understood",
  "on-request",
  "refers-elsewhere",
  "contradicts",
  "not-read",
] as const;
export const Unresolved = z
  .strictObject({
    field: EvidenceField,
    reason: z.enum(UNRESOLVED_REASONS),
    quote: z.string().min(1),
    start: z.int().min(0),
    end: z.int().min(1),
  })
  .describe("Stated, and not understood: the words are kept");
export type Unresolved = z.infer<typeof Unresolved>;

const text = z.string().min(1).nullable();
const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/u)
  .nullable();

export const Entry = z
  .strictObject({
    key: z
      .string()
      .min(1)
      .describe(
        "Identity of the entry inside its document: stable while the supplier means the same company for the same thing",
      ),
    name: text.describe("As the supplier writes it; null where the supplier withholds it"),
    legal_entity: text.describe("Registered name with its legal form, e.g. Prøve Hosting ApS"),
    aliases: z.array(z.string().min(1)).describe("Other names that the document gives for it"),
    registration_numbers: z.array(RegistrationNumber),
    address: text.describe("Postal address as written, on one line"),
    countries: z.array(CountryCode).describe("Where the entity is, in document order"),
    processing_countries: z.array(Place).describe("Where data is stored or processed, in document order"),
    service: text.describe("Short label of what the entity provides, beside a longer purpose"),
    purpose: text.describe("What the entity is used for, as written"),
    purpose_categories: z.array(PurposeCategory),
    data_categories: text.describe("Which personal data it gets, as written"),
    data_subjects: text.describe("Whose data, as written"),
    transfer_mechanisms: z.array(TransferMechanism),
    updated: date.describe("Date that the entry itself carries, ISO 8601"),
    valid_from: date.describe("In use from, as the supplier states it"),
    valid_to: date.describe("In use until, as the supplier states it"),
    status: EntryStatus,
    level: z.int().min(1).max(9).describe("1 for a sub-processor, 2 for a sub-processor of one"),
    website: text.describe("Web address given for the entity; never fetched"),
    entity: text.describe("Company across suppliers, from data/entities.json; null where unlinked"),
    method: z.string().min(1).describe("rule:<layout> or llm"),
    confidence: z.number().min(0).max(1).describe("How often such a reading is right, measured"),
    hidden: z.boolean().describe("The row stands in a part that the page does not show"),
    provenance: z
      .strictObject({ model: z.string(), host: z.string(), promptHash: z.string() })
      .nullable()
      .describe("Who said it, where a model did"),
    evidence: z.array(Evidence).min(1).describe("One or more for every stated field"),
    unresolved: z.array(Unresolved),
  })
  .describe("One sub-processor as one document states it");
export type Entry = z.infer<typeof Entry>;
