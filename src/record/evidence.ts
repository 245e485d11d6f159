/** The words of a value with their place; a value whose words cannot be placed is not built. */
import { type Document, originAt } from "../model/document.js";
import type { Evidence, EvidenceField } from "../model/entry.js";
import { quoteAt, type Span } from "../model/span.js";

export function evidenceOf(document: Document, field: EvidenceField, span: Span, hidden: boolean): Evidence {
  const origin = originAt(document, span.start);
  return {
    field,
    quote: quoteAt(document.text, span),
    start: span.start,
    end: span.end,
    page: origin?.kind === "pdf" ? origin.page : null,
    box: origin?.kind === "pdf" ? [...origin.box] : null,
    path: origin?.kind === "html" ? origin.path : origin?.kind === "sheet" ? `${origin.sheet}!${origin.cell}` : null,
    line: origin?.kind === "text" ? origin.line : null,
    hidden,
    ocr: origin?.kind === "pdf" && origin.ocr === true,
  };
}
