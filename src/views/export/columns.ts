/**
 * The views' columns with type and description, from schemas/views.json: what exports are typed by and the README is made of.
 *
 * Errors  A view that is not described there still exports; its columns are text.
 */
import { readFileSync } from "node:fs";
import type { ViewShape } from "../../store/store.js";

export type ColumnType = "text" | "integer" | "real" | "boolean" | "date" | "time" | "list";

export interface ViewColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
}
export interface ViewDescription {
  readonly description: string;
  readonly columns: Readonly<Record<string, { readonly type: ColumnType; readonly description: string }>>;
}

let described: Readonly<Record<string, ViewDescription>> | undefined;

export function viewDescriptions(): Readonly<Record<string, ViewDescription>> {
  described ??= JSON.parse(readFileSync(new URL("../../../schemas/views.json", import.meta.url), "utf8"));
  return described!;
}

export function viewColumns(view: string, shapes: readonly ViewShape[]): readonly ViewColumn[] {
  const known = viewDescriptions()[view]?.columns ?? {};
  const shape = shapes.find(({ name }) => name === view);
  return (shape?.columns ?? []).map((name) => ({ name, type: "text", description: "", ...known[name] }));
}
