/**
 * The commands in the order of the help. A module of commands/ exports register(program); it imports what is heavy inside its
 * action. A new command is one line here and one file there.
 */
import type { Command } from "commander";

export interface CommandModule {
  register(program: Command): void;
}
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly hidden?: boolean;
  load(): Promise<CommandModule>;
}

export const COMMANDS: readonly CommandEntry[] = [
  { name: "extract", summary: "read documents and print what they list", load: () => import("./commands/extract.js") },
  { name: "ingest", summary: "read documents into the database", load: () => import("./commands/ingest.js") },
  {
    name: "watch",
    summary: "the pages to refresh: add, list, remove, import",
    load: () => import("./commands/watch.js"),
  },
  {
    name: "discover",
    summary: "find a supplier's list from its home page",
    load: () => import("./commands/discover.js"),
  },
  {
    name: "refresh",
    summary: "ask the watched pages and keep what changed",
    load: () => import("./commands/refresh.js"),
  },
  { name: "changes", summary: "what suppliers changed", load: () => import("./commands/changes.js") },
  { name: "show", summary: "a supplier or a sub-processor, with its quotes", load: () => import("./commands/show.js") },
  { name: "export", summary: "a view of the database as a file", load: () => import("./commands/export.js") },
  { name: "query", summary: "ask the database in SQL, read only", load: () => import("./commands/query.js") },
  { name: "review", summary: "accept, correct or reject what was read", load: () => import("./commands/review.js") },
  { name: "text", summary: "the text of a document as it is read", load: () => import("./commands/text.js") },
  { name: "tables", summary: "the tables of a document as they are read", load: () => import("./commands/tables.js") },
  {
    name: "compare",
    summary: "what changed from one version of a list to the next",
    load: () => import("./commands/compare.js"),
  },
  { name: "doctor", summary: "check this machine and the database", load: () => import("./commands/doctor.js") },
];
