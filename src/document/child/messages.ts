/** What parent and child say to each other. */
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { ReadOptions } from "../reader.js";
import type { WorkName } from "./work.js";

export interface Task {
  readonly work: WorkName;
  readonly snapshot: Snapshot;
  readonly mediaType: string;
  readonly options: ReadOptions;
}

export type Answer =
  /** Not an answer yet: a page is being recognized, and the clock may start again. */
  | { readonly kind: "busy" }
  | { readonly kind: "document"; readonly document: Document }
  | {
      readonly kind: "failure";
      readonly code: string;
      readonly message: string;
      readonly facts: Record<string, string | number>;
    }
  /** A bug: thrown in the parent as it was thrown in the child. */
  | { readonly kind: "bug"; readonly message: string; readonly stack: string };
