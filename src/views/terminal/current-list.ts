/** The current list of a database for people, one table a supplier. */
import type { Entry } from "../../model/entry.js";
import type { Row, Store } from "../../store/store.js";
import { type Answered, answerTable } from "./answer.js";
import { printable } from "./printable.js";
import type { TableOptions } from "./table.js";

export async function* currentListTables(store: Store, options: TableOptions): AsyncGenerator<string> {
  let supplier: string | null = null;
  let rows: Row[] = [];
  for await (const row of store.rows("subprocessors", { orderBy: "supplier" })) {
    if (row.supplier !== supplier && rows.length > 0) {
      yield supplierTable(rows, options);
      rows = [];
    }
    supplier = String(row.supplier);
    rows.push(row);
  }
  if (rows.length > 0) yield supplierTable(rows, options);
}

function supplierTable(rows: readonly Row[], options: TableOptions): string {
  const { supplier, list_updated, source } = rows[0]!;
  const facts = [
    rows.every((row) => row.source === source) ? source : null,
    list_updated && `as of ${list_updated}`,
  ].filter(Boolean);
  const bold = options.bold ?? ((text: string) => text);
  const head = `${bold(printable(String(supplier)))} ${printable(`(${facts.join(", ")})`)}`;
  return `${head}\n${answerTable(rows.map(answered), options)}`;
}

/** A row of the view, its joined lists apart again. */
export function answered(row: Row): Answered {
  const text = (column: string): string | null =>
    row[column] === null || row[column] === undefined ? null : String(row[column]);
  const list = (column: string): string[] => text(column)?.split(", ") ?? [];
  return {
    name: text("name"),
    legal_entity: text("legal_entity"),
    service: text("service"),
    purpose: text("purpose"),
    countries: list("countries"),
    processing_countries: list("processing_countries") as Entry["processing_countries"],
    transfer_mechanisms: list("transfer_mechanisms") as Entry["transfer_mechanisms"],
    status: (text("status") ?? "active") as Entry["status"],
  };
}
