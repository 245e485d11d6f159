/** One change as a reader outside is told it: the row of the view `changes`, with names that say what they mean. */
import type { Row } from "../../store/store.js";

export interface ToldChange {
  readonly id: number;
  readonly at: string;
  readonly supplier: string;
  readonly source: string;
  readonly kind: "added" | "removed" | "changed";
  readonly name: string | null;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly severity: "high" | "medium" | "low";
  readonly reason: string | null;
  readonly quote_before: string | null;
  readonly quote_after: string | null;
}

export function toldChange(row: Row): ToldChange {
  const text = (name: string): string | null =>
    row[name] === null || row[name] === undefined ? null : String(row[name]);
  return {
    id: Number(row.change_id),
    at: String(row.at),
    supplier: String(row.supplier),
    source: String(row.source),
    kind: String(row.kind) as ToldChange["kind"],
    name: text("name"),
    field: text("field"),
    before: text("before"),
    after: text("after"),
    severity: String(row.severity) as ToldChange["severity"],
    reason: text("reason"),
    quote_before: text("quote_before"),
    quote_after: text("quote_after"),
  };
}

/** One line for a person: "Eksempel A/S added Postmark". */
export function changeTitle({
  supplier,
  kind,
  name,
  field,
}: Pick<ToldChange, "supplier" | "kind" | "name" | "field">): string {
  const who = name ?? "an entry without a name";
  return kind === "changed" ? `${supplier} changed ${who}: ${fieldWords(field)}` : `${supplier} ${kind} ${who}`;
}

export const fieldWords = (field: string | null): string => (field ?? "entry").replaceAll("_", " ");

export function changeWords({ kind, before, after }: ToldChange): string {
  if (kind !== "changed") return "";
  return `${before === null || before === "" ? "(nothing)" : before} → ${after === null || after === "" ? "(nothing)" : after}`;
}
