/** The views and their columns as words, for `export --list`. */
import type { ViewShape } from "../../store/store.js";
import { viewColumns, viewDescriptions } from "./columns.js";

export function describeViews(shapes: readonly ViewShape[]): string {
  return shapes
    .map(({ name }) => {
      const columns = viewColumns(name, shapes).map(
        (column) => `  ${column.name} (${column.type}) ${column.description}`,
      );
      return [`${name}: ${viewDescriptions()[name]?.description ?? ""}`, ...columns].join("\n");
    })
    .join("\n\n");
}
